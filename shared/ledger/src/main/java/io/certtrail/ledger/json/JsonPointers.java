package io.certtrail.ledger.json;

/** Builds JSON pointers (RFC 6901). */
public final class JsonPointers {
    private JsonPointers() {}

    /** The pointer of a member of the object at {@code parent}. */
    public static String member(String parent, String name) {
        return parent + '/' + Surrogates.replaceLone(name).replace("~", "~0").replace("/", "~1");
    }

    /** The pointer of an item of the array at {@code parent}. */
    public static String item(String parent, int index) {
        return parent + '/' + index;
    }
}
