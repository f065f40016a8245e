package io.certtrail.ledger.entry;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.Utf8Sink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The attributes of an entry, in the order in which a leaf commits to them. */
public enum Attribute {
    TIME,
    OCCURRED,
    ACTION,
    SEVERITY,
    ACTOR,
    CLIENT,
    RESOURCE,
    DESCRIPTION,
    DETAILS,
    TRACE;

    /** Every attribute, in order; not modifiable. */
    public static final List<Attribute> ALL = List.of(values());

    private final String text = name().toLowerCase(Locale.ROOT);

    @SuppressWarnings("ImmutableEnumChecker") // written once, given to digests alone
    private final byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);

    /** The member's name. */
    public String text() {
        return text;
    }

    /** Shared: not to be written to. */
    byte[] ascii() {
        return ascii;
    }

    /** The attribute of that {@link #text()}. */
    public static Optional<Attribute> find(String text) {
        for (Attribute attribute : values()) {
            if (attribute.text.equals(text)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }

    /** Appends the canonical form of {@link #valueOf}, without making it. */
    void write(Entry entry, Utf8Sink sink) {
        switch (this) {
            case TIME -> Jcs.string(LedgerTime.text(entry.time()), sink);
            case OCCURRED -> Jcs.string(LedgerTime.text(entry.occurred()), sink);
            case ACTION -> Jcs.string(entry.action(), sink);
            case SEVERITY -> Jcs.string(entry.severity().text(), sink);
            case ACTOR -> {
                Actor actor = entry.actor();
                Jcs.strings(
                        sink,
                        "id",
                        actor.id(),
                        "name",
                        actor.name(),
                        "type",
                        actor.type().text());
            }
            case CLIENT -> {
                Client client = entry.client();
                Jcs.strings(sink, "ip", client.ip(), "userAgent", client.userAgent());
            }
            case RESOURCE -> {
                Resource resource = entry.resource();
                Jcs.strings(sink, "id", resource.id(), "name", resource.name(), "type", resource.type());
            }
            case DESCRIPTION -> Jcs.string(entry.description(), sink);
            case DETAILS -> Jcs.write(entry.details(), sink);
            case TRACE -> Jcs.string(entry.trace(), sink);
        }
    }

    /** The attribute's value in an entry. */
    public Json valueOf(Entry entry) {
        return switch (this) {
            case TIME -> new Json.Str(LedgerTime.text(entry.time()));
            case OCCURRED -> new Json.Str(LedgerTime.text(entry.occurred()));
            case ACTION -> new Json.Str(entry.action());
            case SEVERITY -> new Json.Str(entry.severity().text());
            case ACTOR -> EntryJson.of(entry.actor());
            case CLIENT -> EntryJson.of(entry.client());
            case RESOURCE -> EntryJson.of(entry.resource());
            case DESCRIPTION -> new Json.Str(entry.description());
            case DETAILS -> entry.details();
            case TRACE -> new Json.Str(entry.trace());
        };
    }
}
