package io.certtrail.ledger.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one object one by one and notes every flaw, so that all of them can be told at once: a missing
 * member, one of the wrong type, an unknown one. A value that has a flaw is read as null. Not thread-safe.
 */
public final class Members {
    private final Json.Obj object;
    private final String pointer;
    private final List<Flaw> flaws;
    private final List<String> asked = new ArrayList<>();

    private Members(Json.Obj object, String pointer, List<Flaw> flaws) {
        this.object = object;
        this.pointer = pointer;
        this.flaws = flaws;
    }

    /**
     * A reader of an object's members.
     *
     * @param pointer where the object stands in the document, as a JSON pointer
     * @param flaws where to note what is wrong
     */
    public static Members of(Json.Obj object, String pointer, List<Flaw> flaws) {
        return new Members(object, pointer, flaws);
    }

    /** A string that must be there. */
    public @Nullable String string(String name) {
        Json.Str value = typed(name, required(name), Json.Str.class, "a string");
        return value == null ? null : value.value();
    }

    /** A string that may be absent; but then it is absent, not empty. */
    public @Nullable String optionalString(String name) {
        Json.Str value = typed(name, optional(name), Json.Str.class, "a string");
        if (value != null && value.value().isEmpty()) {
            flaw(name, "leave the member out instead of giving an empty string");
            return null;
        }
        return value == null ? null : value.value();
    }

    /** An integer that must be there. */
    public @Nullable Long integer(String name) {
        Json.Num value = typed(name, required(name), Json.Num.class, "an integer");
        return value == null ? null : value.value();
    }

    /** True or false, and it must be there. */
    public @Nullable Boolean bool(String name) {
        Json.Bool value = typed(name, required(name), Json.Bool.class, "true or false");
        return value == null ? null : value.value();
    }

    /** An object that must be there. */
    public Json.@Nullable Obj object(String name) {
        return typed(name, required(name), Json.Obj.class, "an object");
    }

    /** An object that may be absent. */
    public Json.@Nullable Obj optionalObject(String name) {
        return typed(name, optional(name), Json.Obj.class, "an object");
    }

    /** An array that must be there. */
    public Json.@Nullable Arr array(String name) {
        return typed(name, required(name), Json.Arr.class, "an array");
    }

    /** An array that may be absent. */
    public Json.@Nullable Arr optionalArray(String name) {
        return typed(name, optional(name), Json.Arr.class, "an array");
    }

    /** The reader of an object below this one; its flaws are noted with this one's. */
    public @Nullable Members members(String name) {
        Json.Obj inner = object(name);
        return inner == null ? null : new Members(inner, at(name), flaws);
    }

    /** The same, of an object that may be absent. */
    public @Nullable Members optionalMembers(String name) {
        Json.Obj inner = optionalObject(name);
        return inner == null ? null : new Members(inner, at(name), flaws);
    }

    /** The value of any type, without a flaw if it is absent. */
    public @Nullable Json optional(String name) {
        asked.add(name);
        return object.get(name);
    }

    /** Notes every member that was not asked for. */
    public void noOthers() {
        for (String name : object.members().keySet()) {
            if (!asked.contains(name)) {
                flaw(name, "there is no such member here");
            }
        }
    }

    /** Notes a flaw of a member. */
    public void flaw(String name, String message) {
        flaws.add(new Flaw(at(name), message));
    }

    /** The pointer of a member. */
    public String at(String name) {
        return JsonPointers.member(pointer, name);
    }

    /** What a value is, in words for a message. */
    public static String kind(Json value) {
        return switch (value) {
            case Json.Obj obj -> "an object";
            case Json.Arr arr -> "an array";
            case Json.Str str -> "a string";
            case Json.Num num -> "a number";
            case Json.Bool bool -> "true or false";
            case Json.Null none -> "null";
        };
    }

    private @Nullable Json required(String name) {
        Json value = optional(name);
        if (value == null) {
            flaw(name, "the member is missing");
        }
        return value;
    }

    private <T extends Json> @Nullable T typed(String name, @Nullable Json value, Class<T> type, String expected) {
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        flaw(name, "expected " + expected + ", found " + kind(value));
        return null;
    }
}
