package io.certtrail.domain.audit;

import io.certtrail.ledger.entry.Entry;

/** By what entries are counted. Each entry has exactly one value of each. */
public enum Facet {
    ACTION("action"),
    SEVERITY("severity"),
    ACTOR_TYPE("actorType"),
    /** The actor's id. */
    ACTOR("actor"),
    RESOURCE_TYPE("resourceType");

    /** How much of a value counts, in chars: two that begin alike for so long are counted as one. */
    public static final int MAX_CHARS = 256;

    private final String text;

    Facet(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** The value of an entry, at most {@value #MAX_CHARS} chars of it. */
    public String valueOf(Entry entry) {
        return cut(
                switch (this) {
                    case ACTION -> entry.action();
                    case SEVERITY -> entry.severity().text();
                    case ACTOR_TYPE -> entry.actor().type().text();
                    case ACTOR -> entry.actor().id();
                    case RESOURCE_TYPE -> entry.resource().type();
                });
    }

    private static String cut(String value) {
        if (value.length() <= MAX_CHARS) {
            return value;
        }
        return value.substring(0, Character.isHighSurrogate(value.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS);
    }
}
