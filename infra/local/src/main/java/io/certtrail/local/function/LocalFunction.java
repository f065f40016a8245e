package io.certtrail.local.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.local.adversary.Adversary;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Invokes a function as Lambda does: in execution environments that each serve one invocation at a time and are kept
 * warm, within its time limit, its concurrency and Lambda's 6 MB of answer. An environment whose invocation ran out of
 * time is thrown away. Safe for use by many threads.
 */
public final class LocalFunction {
    /** Lambda quotas, "Invocation payload": 6 MB of answer. */
    static final int MAX_ANSWER_BYTES = 6_291_556;

    private final FunctionDefinition definition;
    private final Supplier<RequestStreamHandler> environments;
    private final PrintStream log;
    private final Adversary adversary;
    private final Semaphore permits;
    private final Deque<RequestStreamHandler> idle = new ConcurrentLinkedDeque<>();

    /**
     * A function whose execution environments are made as they are needed.
     *
     * @param environments makes one; each serves one invocation at a time
     */
    public LocalFunction(
            FunctionDefinition definition,
            Supplier<RequestStreamHandler> environments,
            PrintStream log,
            Adversary adversary) {
        this.definition = definition;
        this.environments = environments;
        this.log = log;
        this.adversary = adversary;
        this.permits = new Semaphore(definition.concurrency());
    }

    /** The function of a definition, in a deployment. */
    public static LocalFunction deploy(
            FunctionDefinition definition, Deployment deployment, PrintStream log, Adversary adversary) {
        return new LocalFunction(definition, () -> definition.factory().make(deployment, log), log, adversary);
    }

    public String name() {
        return definition.name();
    }

    /** Makes an execution environment ahead of the first invocation. */
    public void warm() {
        idle.push(environments.get());
    }

    /**
     * Invokes it and waits for the outcome.
     *
     * @throws InterruptedException if the caller's thread is interrupted; the invocation is then cut off
     */
    public Outcome invoke(byte[] event) throws InterruptedException {
        if (!permits.tryAcquire()) {
            return new Outcome.Throttled();
        }
        try {
            return run(event, UUID.randomUUID().toString());
        } finally {
            permits.release();
        }
    }

    private Outcome run(byte[] event, String requestId) throws InterruptedException {
        Duration limit = adversary.timeLimit(definition.timeout());
        FutureTask<Outcome> task = new FutureTask<>(() -> handle(event, requestId, limit));
        Thread thread =
                Thread.ofVirtual().name(definition.name() + "-" + requestId).start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            log.println(FunctionLog.failure(
                    definition.name(), requestId, "Sandbox.Timedout", "timed out after " + limit.toMillis() + " ms"));
            return new Outcome.TimedOut(requestId, limit);
        } catch (ExecutionException e) {
            return failed(requestId, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    private Outcome handle(byte[] event, String requestId, Duration limit) throws Exception {
        RequestStreamHandler handler = idle.poll();
        if (handler == null) {
            handler = environments.get();
        }
        BoundedOutput output = new BoundedOutput(MAX_ANSWER_BYTES);
        Context context = new LocalContext(definition, requestId, limit, log);
        handler.handleRequest(new ByteArrayInputStream(event), output, context);
        if (!Thread.currentThread().isInterrupted()) {
            idle.push(handler);
        }
        if (output.exceeded()) {
            return logged(new Outcome.Failed(
                    requestId,
                    "Function.ResponseSizeTooLarge",
                    "the answer exceeds " + MAX_ANSWER_BYTES + " bytes, the most that Lambda carries"));
        }
        return new Outcome.Answered(output.toByteArray());
    }

    private Outcome failed(String requestId, Throwable cause) {
        Outcome.Failed failed =
                new Outcome.Failed(requestId, cause.getClass().getName(), String.valueOf(cause.getMessage()));
        synchronized (log) {
            logged(failed);
            cause.printStackTrace(log);
        }
        return failed;
    }

    private Outcome logged(Outcome.Failed failed) {
        log.println(FunctionLog.failure(definition.name(), failed.requestId(), failed.errorType(), failed.message()));
        return failed;
    }
}
