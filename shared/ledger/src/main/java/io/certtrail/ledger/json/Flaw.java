package io.certtrail.ledger.json;

/**
 * One thing that is wrong with a document.
 *
 * @param pointer JSON pointer (RFC 6901) of the value
 * @param message what was expected and what was found, for the one who sent it
 */
public record Flaw(String pointer, String message) {
    private static final int MAX_MESSAGE = 300;

    /** A flaw; of a message that quotes something long or unprintable, only what can be shown is kept. */
    public Flaw {
        message = printable(message);
    }

    private static String printable(String message) {
        boolean isShort = message.length() <= MAX_MESSAGE;
        String start = isShort ? message : message.substring(0, MAX_MESSAGE) + "…";
        StringBuilder printable = new StringBuilder(start.length());
        Surrogates.replaceLone(start)
                .codePoints()
                .forEach(c -> printable.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
        return printable.toString();
    }

    /** The same flaw seen from a document that holds this one at {@code parent}. */
    public Flaw under(String parent) {
        return new Flaw(parent + pointer, message);
    }

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "document" : pointer) + ": " + message;
    }
}
