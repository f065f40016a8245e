package io.certtrail.ledger.entry;

import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.Members;
import io.certtrail.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an entry's details are when the real ones are too large for it: where they are kept, and what they hash to.
 *
 * @param key the object's key in the store
 * @param sha256 of the object's bytes
 * @param size of the object in bytes
 */
public record DetailsReference(String key, Hash sha256, long size) {
    /** The one member of such details. Callers may not use its name. */
    public static final String MEMBER = "$object";

    /** The details that stand in the entry. */
    public Json.Obj details() {
        Json.Obj reference = Json.obj()
                .put("key", key)
                .put("sha256", sha256.hex())
                .put("size", size)
                .build();
        return Json.obj().put(MEMBER, reference).build();
    }

    /**
     * The reference that an entry's details are, if they are one.
     *
     * @throws EntryException if they hold the member but are not exactly as {@link #details()} writes them
     */
    public static Optional<DetailsReference> in(Json.Obj details) {
        if (!details.has(MEMBER)) {
            return Optional.empty();
        }
        List<Flaw> flaws = new ArrayList<>();
        DetailsReference reference = read(details, flaws);
        EntryRules.require(flaws);
        return Optional.ofNullable(reference);
    }

    static List<Flaw> check(Json.Obj details) {
        List<Flaw> flaws = new ArrayList<>();
        read(details, flaws);
        return flaws;
    }

    private static @Nullable DetailsReference read(Json.Obj details, List<Flaw> flaws) {
        Members outer = Members.of(details, "/details", flaws);
        Members inner = outer.members(MEMBER);
        outer.noOthers();
        if (inner == null) {
            return null;
        }
        String key = inner.string("key");
        String sha256 = inner.string("sha256");
        Long size = inner.integer("size");
        inner.noOthers();
        if (key == null || sha256 == null || size == null) {
            return null;
        }
        if (size < 0) {
            inner.flaw("size", "a size is not negative, found " + size);
        }
        try {
            return new DetailsReference(key, Hash.ofHex(sha256), size);
        } catch (IllegalArgumentException e) {
            inner.flaw("sha256", "expected 64 lower-case hex digits, found " + sha256);
            return null;
        }
    }
}
