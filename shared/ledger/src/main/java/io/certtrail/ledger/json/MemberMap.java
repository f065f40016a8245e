package io.certtrail.ledger.json;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object: not modifiable, their names checked, in the order in which they were put. Whoever makes one
 * hands its map over, so that an object just read is not copied.
 */
final class MemberMap extends AbstractMap<String, Json> {
    private final Map<String, Json> members;

    private MemberMap(SequencedMap<String, Json> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    /** The names must have been checked; the map must not be used any more. */
    static MemberMap owning(SequencedMap<String, Json> members) {
        return new MemberMap(members);
    }

    static MemberMap copyOf(Map<String, Json> members) {
        if (members instanceof MemberMap map) {
            return map;
        }
        members.keySet().forEach(Surrogates::refuseLone);
        return new MemberMap(new LinkedHashMap<>(members));
    }

    @Override
    public Set<Entry<String, Json>> entrySet() {
        return members.entrySet();
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public @Nullable Json get(@Nullable Object name) {
        return members.get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return members.containsKey(name);
    }

    @Override
    public Set<String> keySet() {
        return members.keySet();
    }
}
