package io.certtrail.local.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.local.adversary.Adversary;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LocalFunctionTest {
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final AtomicInteger environments = new AtomicInteger();

    @Test
    void anEnvironmentIsKeptWarm() throws Exception {
        LocalFunction function = function(Duration.ofSeconds(5), 2, (in, out, context) -> in.transferTo(out));

        for (int i = 0; i < 3; i++) {
            assertThat(function.invoke("hello".getBytes(StandardCharsets.UTF_8)))
                    .asInstanceOf(type(Outcome.Answered.class))
                    .satisfies(answered ->
                            assertThat(answered.payload()).asString().isEqualTo("hello"));
        }

        assertThat(environments).hasValue(1);
    }

    @Test
    void aThrownExceptionGoesToTheLogAndNotToTheCaller() throws Exception {
        LocalFunction function = function(Duration.ofSeconds(5), 1, (in, out, context) -> {
            throw new IllegalStateException("the secret is 42");
        });

        Outcome outcome = function.invoke(new byte[0]);

        assertThat(outcome).asInstanceOf(type(Outcome.Failed.class)).satisfies(failed -> {
            assertThat(failed.errorType()).isEqualTo("java.lang.IllegalStateException");
            assertThat(logged.toString(StandardCharsets.UTF_8))
                    .contains(failed.requestId())
                    .contains("LocalFunctionTest.java");
        });
    }

    @Test
    void anInvocationThatTakesTooLongIsCutOffAndItsEnvironmentThrownAway() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        LocalFunction function = function(Duration.ofMillis(100), 1, (in, out, context) -> {
            if (in.available() > 0) {
                return;
            }
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
            }
        });

        assertThat(function.invoke(new byte[0])).isInstanceOf(Outcome.TimedOut.class);
        interrupted.await();
        assertThat(function.invoke(new byte[1])).isInstanceOf(Outcome.Answered.class);
        assertThat(environments).hasValue(2);
    }

    @Test
    void theContextCountsDownFromTheTimeLimit() throws Exception {
        List<Integer> remaining = new ArrayList<>();
        LocalFunction function = function(Duration.ofSeconds(10), 1, (in, out, context) -> {
            remaining.add(context.getRemainingTimeInMillis());
            pause(50);
            remaining.add(context.getRemainingTimeInMillis());
        });

        function.invoke(new byte[0]);

        assertThat(remaining.getFirst()).isBetween(5_000, 10_000);
        assertThat(remaining.getLast()).isLessThanOrEqualTo(remaining.getFirst() - 50);
    }

    @Test
    void moreInvocationsThanItsConcurrencyAreThrottled() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        LocalFunction function = function(Duration.ofSeconds(20), 1, (in, out, context) -> {
            working.countDown();
            await(finish);
        });
        Thread first = Thread.ofVirtual().start(() -> invoke(function));
        working.await();

        assertThat(function.invoke(new byte[0])).isInstanceOf(Outcome.Throttled.class);

        finish.countDown();
        first.join();
    }

    @Test
    void anAnswerAboveLambdasLimitFails() throws Exception {
        LocalFunction function = function(
                Duration.ofSeconds(5),
                1,
                (in, out, context) -> out.write(new byte[LocalFunction.MAX_ANSWER_BYTES + in.available()]));

        assertThat(function.invoke(new byte[0])).isInstanceOf(Outcome.Answered.class);
        assertThat(function.invoke(new byte[1]))
                .asInstanceOf(type(Outcome.Failed.class))
                .extracting(Outcome.Failed::errorType)
                .isEqualTo("Function.ResponseSizeTooLarge");
    }

    private LocalFunction function(Duration timeout, int concurrency, RequestStreamHandler handler) {
        PrintStream log = new PrintStream(logged, true, StandardCharsets.UTF_8);
        FunctionDefinition definition =
                new FunctionDefinition("tested", timeout, 512, concurrency, (deployment, out) -> handler, List.of());
        return new LocalFunction(
                definition,
                () -> {
                    environments.incrementAndGet();
                    return handler;
                },
                log,
                Adversary.none());
    }

    private static void invoke(LocalFunction function) {
        try {
            function.invoke(new byte[0]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
