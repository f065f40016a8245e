package io.certtrail.ledger.export;

import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.json.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which sets of attributes a redacted export may close. */
public final class Closed {
    private static final Set<Attribute> TELLING = Set.of(Attribute.ACTOR, Attribute.CLIENT, Attribute.RESOURCE);
    private static final Set<Attribute> TOLD = Set.of(Attribute.DESCRIPTION, Attribute.DETAILS);

    private Closed() {}

    /** What is wrong with such a list, in words, or null. */
    public static @Nullable String fault(List<Attribute> closed) {
        if (!closed.equals(closed.stream().sorted().distinct().toList())) {
            return "the attributes stand in the order of the leaf, each once";
        }
        if (closed.size() == Attribute.ALL.size()) {
            return "not every attribute can be closed";
        }
        if (closed.stream().anyMatch(TELLING::contains) && !closed.containsAll(TOLD)) {
            return "whoever closes actor, client or resource closes description and details too, which tell of them";
        }
        return null;
    }

    /** The list as manifests have it. */
    public static Json.Arr toJson(List<Attribute> closed) {
        return new Json.Arr(
                closed.stream().<Json>map(a -> new Json.Str(a.text())).toList());
    }

    static List<Attribute> parse(Fields fields, String name) {
        List<Attribute> closed = fields.texts(name, Attribute.ALL.size(), Closed::attribute);
        String fault = closed.isEmpty() ? "an empty list is left out" : fault(closed);
        if (fault != null) {
            throw new FormatException(fields.at(name), "a list of attributes that may be closed", fault);
        }
        return closed;
    }

    static Attribute attribute(String text) {
        return Attribute.find(text)
                .orElseThrow(() -> new IllegalArgumentException("there is no attribute of that name"));
    }
}
