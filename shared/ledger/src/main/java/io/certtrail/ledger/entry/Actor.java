package io.certtrail.ledger.entry;

import java.util.Locale;

/** Who did it. */
public record Actor(Type type, String id, String name) {
    /** What kind of actor. */
    public enum Type {
        USER,
        AGENT,
        WORKER,
        SYSTEM;

        private final String text = name().toLowerCase(Locale.ROOT);

        public String text() {
            return text;
        }

        /**
         * Reads {@link #text()}.
         *
         * @throws IllegalArgumentException if the text is anything else
         */
        public static Type parse(String text) {
            for (Type type : values()) {
                if (type.text.equals(text)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("expected user, agent, worker or system, found " + text);
        }
    }
}
