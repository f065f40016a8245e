package io.certtrail.local.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * A function as a template describes it.
 *
 * @param timeout how long an invocation may take
 * @param memoryMb the figure that its context shows; nothing holds it to that
 * @param concurrency how many invocations may run at once
 * @param factory makes one execution environment; each serves one invocation at a time
 */
public record FunctionDefinition(
        String name, Duration timeout, int memoryMb, int concurrency, Factory factory, List<Trigger> triggers) {
    public FunctionDefinition {
        triggers = List.copyOf(triggers);
    }

    /** Makes a handler that writes its log to {@code out}. */
    @FunctionalInterface
    public interface Factory {
        RequestStreamHandler make(Deployment deployment, PrintStream out);
    }
}
