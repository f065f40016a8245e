package io.certtrail.ledger.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that the ledger can hold. Each is immutable and can always be written canonically: integers only
 * (I-JSON's exact range, RFC 7493 §2.2), and strings without lone surrogates.
 */
public sealed interface Json {
    /** The largest integer that every JSON implementation reads exactly: 2^53-1. */
    long MAX_INTEGER = (1L << 53) - 1;

    Json NULL = new Null();

    static ObjBuilder obj() {
        return new ObjBuilder();
    }

    static Arr arr(Json... items) {
        return new Arr(List.of(items));
    }

    static Str of(String value) {
        return new Str(value);
    }

    static Num of(long value) {
        return new Num(value);
    }

    static Bool of(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    /** An object; its members keep the order in which they were put, two objects are equal whatever that order. */
    record Obj(Map<String, Json> members) implements Json {
        public static final Obj EMPTY = new Obj(Map.of());

        /**
         * An object with these members, copied.
         *
         * @throws IllegalArgumentException if a name holds a lone surrogate
         */
        public Obj {
            members = MemberMap.copyOf(members);
        }

        public @Nullable Json get(String name) {
            return members.get(name);
        }

        /**
         * A member that must be there.
         *
         * @throws NoSuchElementException if there is none of that name
         */
        public Json member(String name) {
            Json value = members.get(name);
            if (value == null) {
                throw new NoSuchElementException("no member " + name);
            }
            return value;
        }

        public boolean has(String name) {
            return members.containsKey(name);
        }
    }

    record Arr(List<Json> items) implements Json {
        public static final Arr EMPTY = new Arr(List.of());

        public Arr {
            items = List.copyOf(items);
        }
    }

    record Str(String value) implements Json {
        /**
         * A string.
         *
         * @throws IllegalArgumentException if it holds a lone surrogate
         */
        public Str {
            Surrogates.refuseLone(value);
        }
    }

    record Num(long value) implements Json {
        /**
         * An integer.
         *
         * @throws IllegalArgumentException if it is beyond {@link #MAX_INTEGER} in size
         */
        public Num {
            if (value > MAX_INTEGER || value < -MAX_INTEGER) {
                throw new IllegalArgumentException("a number is at most 2^53-1 in size, found " + value);
            }
        }
    }

    record Bool(boolean value) implements Json {
        public static final Bool TRUE = new Bool(true);
        public static final Bool FALSE = new Bool(false);
    }

    record Null() implements Json {}

    /** Not thread-safe. A name is put once; after {@link #build} it begins with nothing again. */
    final class ObjBuilder {
        private LinkedHashMap<String, Json> members = new LinkedHashMap<>();

        private ObjBuilder() {}

        /**
         * Adds a member.
         *
         * @throws IllegalArgumentException if there is one of that name already, or it holds a lone surrogate
         */
        public ObjBuilder put(String name, Json value) {
            Surrogates.refuseLone(name);
            if (members.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("member " + name + " is there already");
            }
            return this;
        }

        public ObjBuilder put(String name, String value) {
            return put(name, new Str(value));
        }

        public ObjBuilder put(String name, long value) {
            return put(name, new Num(value));
        }

        public ObjBuilder put(String name, boolean value) {
            return put(name, Json.of(value));
        }

        /** Leaves the member out if there is no value. */
        public ObjBuilder putIfPresent(String name, @Nullable String value) {
            return value == null ? this : put(name, value);
        }

        public Obj build() {
            Obj object = new Obj(MemberMap.owning(members));
            members = new LinkedHashMap<>();
            return object;
        }
    }
}
