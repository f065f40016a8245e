package io.certtrail.domain.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where: a JSON pointer (RFC 6901) into the body, empty for all of it; of a request without a body, into its
 *     query parameters: {@code /name}
 * @param detail what was expected and what was found
 */
public record Violation(String pointer, String detail) {
    /** The same violation, seen from outside the value at {@code prefix}. */
    public Violation under(String prefix) {
        return new Violation(prefix + pointer, detail);
    }
}
