package io.certtrail.functions.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.domain.tenants.Tenant;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.testkit.chain.MemoryTenants;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final MemoryTenants tenants = new MemoryTenants();
    private final Workers workers =
            new Workers(tenants, new PrintStream(PrintStream.nullOutputStream()), Clock.systemUTC());

    private static String wakes(List<String> names) {
        return names.stream()
                .map(
                        "{\"messageId\":\"%1$s\",\"eventSource\":\"aws:sqs\",\"body\":\"{\\\"tenant\\\":\\\"%1$s\\\"}\"}"
                                ::formatted)
                .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    }

    private void register(List<String> names) {
        names.forEach(name -> tenants.put(Tenant.of(new Origin("certtrail.test", name, 1))));
    }

    private String handle(List<String> names, Workers.Work work) throws IOException {
        RequestStreamHandler handler =
                (event, answer, context) -> workers.handle(event, answer, context, _ -> Optional.empty(), work);
        return Cloud.invoke(handler, wakes(names));
    }

    @Test
    void aTenantThatIsBusyDoesNotKeepTheOthersWaiting() throws IOException {
        List<String> names = List.of("busy", "quick");
        register(names);
        CountDownLatch othersDone = new CountDownLatch(1);
        Map<String, Boolean> inTime = new ConcurrentHashMap<>();
        String answer = handle(names, (tenant, size, deadline, found) -> {
            if (tenant.name().equals("quick")) {
                othersDone.countDown();
            } else {
                inTime.put("busy", await(othersDone));
            }
        });
        assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(inTime).containsEntry("busy", true);
    }

    @Test
    void ofManyTenantsOnlyThoseThatFailedComeAgain() throws IOException {
        List<String> names = IntStream.range(0, 30).mapToObj(i -> "t" + i).toList();
        register(names);
        Map<String, Integer> calls = new ConcurrentHashMap<>();
        String answer = handle(names, (tenant, size, deadline, found) -> {
            calls.merge(tenant.name(), 1, Integer::sum);
            if (tenant.name().equals("t7")) {
                throw new IllegalStateException("no answer from the store");
            }
        });
        assertThat(answer).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"t7\"}]}");
        assertThat(calls)
                .hasSize(30)
                .allSatisfy((name, count) -> assertThat(count).isEqualTo(1));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
