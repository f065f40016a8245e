package io.certtrail.evidence.check;

import io.certtrail.evidence.check.PdfObjects.Obj;
import io.certtrail.evidence.check.PdfValue.Arr;
import io.certtrail.evidence.check.PdfValue.Dict;
import io.certtrail.evidence.check.PdfValue.Ref;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which update signed which field. Until then a field that was sealed stays as it was sealed; from then on the field, its
 * signature and what it shows stay as the signature covered them, whatever later updates name.
 */
final class SignedFields {
    private final PdfObjects before;
    private final Set<Integer> others;
    private final Map<Integer, Long> places;
    private final Map<Integer, String> kept = new HashMap<>();
    private final Map<Integer, PdfSection> signing = new HashMap<>();

    /** @param others objects that fields refer to and that are held against the seal elsewhere: pages, catalog, form */
    SignedFields(PdfObjects before, Set<Integer> others) {
        this.before = before;
        this.others = others;
        places = new HashMap<>(before.places());
    }

    /**
     * Follows the fields through an update; to be called with each, oldest first.
     *
     * @param fields the signature fields of the document as it stands in the end
     */
    void follow(PdfSection section, Set<Integer> fields) throws IOException {
        PdfObjects now = new PdfObjects(before.bytes(), places, section.xref());
        Map<Integer, Obj> old = new HashMap<>();
        for (int number : section.places().keySet()) {
            if (kept.containsKey(number)) {
                old.put(number, now.object(number));
            }
        }
        places.putAll(section.places());
        for (Map.Entry<Integer, Obj> one : old.entrySet()) {
            Obj found = now.object(one.getKey());
            require(
                    one.getValue().isSame(found),
                    kept.getOrDefault(one.getKey(), ""),
                    "something of it written anew after it was signed");
        }
        for (int number : section.places().keySet()) {
            if (fields.contains(number) && !signing.containsKey(number)) {
                named(number, section, now);
            }
        }
    }

    private void named(int number, PdfSection section, PdfObjects now) throws IOException {
        Obj found = now.object(number);
        Dict field = found.value() instanceof Dict dictionary ? dictionary : Dict.EMPTY;
        String name = "the signature field " + LaterChanges.name(field);
        if (field.get("V") != null) {
            signing.put(number, section);
            keep(number, name, now);
        } else if (before.places().getOrDefault(number, 0L) != 0) {
            require(before.object(number).isSame(found), name, "one that was changed and not signed");
        }
    }

    /** Keeps the field and all that it refers to, but what is held against the seal elsewhere. */
    private void keep(int field, String name, PdfObjects now) throws IOException {
        Deque<Integer> open = new ArrayDeque<>(Set.of(field));
        while (!open.isEmpty()) {
            int number = open.pop();
            boolean isSealed = before.places().getOrDefault(number, 0L) != 0;
            if (!others.contains(number) && kept.putIfAbsent(number, name) == null && (number == field || !isSealed)) {
                references(now.object(number).value(), open);
            }
        }
    }

    private static void references(PdfValue value, Deque<Integer> found) {
        switch (value) {
            case Ref(int number) -> found.push(number);
            case Arr(var values) -> values.forEach(one -> references(one, found));
            case Dict(var members) -> members.values().forEach(one -> references(one, found));
            default -> {}
        }
    }

    /** The update in which a field got the signature that it has. */
    Optional<PdfSection> signing(int field) {
        return Optional.ofNullable(signing.get(field));
    }

    private static void require(boolean holds, String place, String found) {
        if (!holds) {
            throw LaterChanges.changed(place, found);
        }
    }
}
