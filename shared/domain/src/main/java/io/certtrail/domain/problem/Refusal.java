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

    private Refusal(Code code, String detail, List<Violation> violations, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    public static Refusal of(Code code, String detail) {
        return new Refusal(code, detail, List.of(), null);
    }

    public static Refusal of(Code code, String detail, List<Violation> violations) {
        return new Refusal(code, detail, violations, null);
    }

    /** Refuses one place of the request. */
    public static Refusal at(Code code, String pointer, String detail) {
        return new Refusal(code, detail, List.of(new Violation(pointer, detail)), null);
    }

    /** Refuses for now: the caller may come again after a while. */
    public static Refusal forNow(Code code, String detail, Duration retryAfter) {
        return new Refusal(code, detail, List.of(), retryAfter);
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

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
