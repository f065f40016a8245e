package io.certtrail.domain.problem;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that is refused: nothing of it was done. The caller is told why; it is not an error of the system. */
public final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Code code;
    private final transient List<Violation> violations;
    private final @Nullable Duration retryAfter;
    private final @Nullable Long count;

    private Refusal(
            Code code, String detail, List<Violation> violations, @Nullable Duration retryAfter, @Nullable Long count) {
        super(detail, null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
        this.count = count;
    }

    public static Refusal of(Code code, String detail) {
        return new Refusal(code, detail, List.of(), null, null);
    }

    public static Refusal of(Code code, String detail, List<Violation> violations) {
        return new Refusal(code, detail, violations, null, null);
    }

    /** Refuses one place of the request. */
    public static Refusal at(Code code, String pointer, String detail) {
        return new Refusal(code, detail, List.of(new Violation(pointer, detail)), null, null);
    }

    /** Refuses for now: the caller may come again after a while. */
    public static Refusal forNow(Code code, String detail, Duration retryAfter) {
        return new Refusal(code, detail, List.of(), retryAfter, null);
    }

    /** Refuses one place of the request until it says how many things it is about. */
    public static Refusal counted(Code code, String pointer, String detail, long count) {
        return new Refusal(code, detail, List.of(new Violation(pointer, detail)), null, count);
    }

    public Code code() {
        return code;
    }

    /** What was expected, what was found, what to do. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Violation> violations() {
        return violations;
    }

    /** How many things the request is about, if that is why it is refused. */
    public Optional<Long> count() {
        return Optional.ofNullable(count);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
