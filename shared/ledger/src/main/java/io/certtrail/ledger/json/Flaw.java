package io.certtrail.ledger.json;

/**
 * One thing that is wrong with a document.
 *
 * @param pointer JSON pointer (RFC 6901) of the value
 * @param message what was expected and what was found, for the one who sent it
 */
public record Flaw(String pointer, String message) {
    /** The same flaw seen from a document that holds this one at {@code parent}. */
    public Flaw under(String parent) {
        return new Flaw(parent + pointer, message);
    }

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "document" : pointer) + ": " + message;
    }
}
