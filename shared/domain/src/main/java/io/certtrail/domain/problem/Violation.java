package io.certtrail.domain.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where: a JSON pointer into the body (RFC 6901; empty for the whole body), or {@code ?name} for a query
 *     parameter
 * @param detail what was expected and what was found
 */
public record Violation(String pointer, String detail) {
    /** The same violation, seen from outside the value at {@code prefix}. */
    public Violation under(String prefix) {
        return new Violation(prefix + pointer, detail);
    }
}
