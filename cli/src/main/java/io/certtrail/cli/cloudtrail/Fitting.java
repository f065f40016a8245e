package io.certtrail.cli.cloudtrail;

import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a record fit an entry: no credential, not nested too deep, not too large. What does not fit is replaced by its
 * {@link Digest}, the largest part first, and only as much as is needed.
 */
final class Fitting {

    /** Below this a part is not worth replacing: its digest would be as large. */
    private static final int SMALLEST = 128;

    private Fitting() {}

    /** The value with digests in place of all strings that are members of these names. */
    static Json withoutCredentials(Json value, Set<String> names) {
        return switch (value) {
            case Json.Obj(Map<String, Json> members) -> {
                Map<String, Json> kept = new LinkedHashMap<>();
                members.forEach((name, member) -> kept.put(
                        name,
                        names.contains(name) && member instanceof Json.Str
                                ? Digest.of(member)
                                : withoutCredentials(member, names)));
                yield new Json.Obj(kept);
            }
            case Json.Arr(List<Json> items) ->
                new Json.Arr(items.stream()
                        .map(item -> withoutCredentials(item, names))
                        .toList());
            default -> value;
        };
    }

    /** The value with digests in place of what is nested more than {@code depth} deep. */
    static Json notDeeper(Json value, int depth) {
        if (depth == 0 && (value instanceof Json.Obj || value instanceof Json.Arr)) {
            return Digest.of(value);
        }
        return switch (value) {
            case Json.Obj(Map<String, Json> members) -> {
                Map<String, Json> kept = new LinkedHashMap<>();
                members.forEach((name, member) -> kept.put(name, notDeeper(member, depth - 1)));
                yield new Json.Obj(kept);
            }
            case Json.Arr(List<Json> items) ->
                new Json.Arr(
                        items.stream().map(item -> notDeeper(item, depth - 1)).toList());
            default -> value;
        };
    }

    /** The object with its largest parts replaced until it has at most {@code most} bytes in canonical form. */
    static Json.Obj notLarger(Json.Obj object, int most) {
        Json.Obj fitted = object;
        for (int size = size(fitted); size > most; size = size(fitted)) {
            Json smaller = replaceLargest(fitted, size - most);
            if (smaller.equals(fitted)) {
                return Digest.of(object); // Nothing but small parts: all of it goes.
            }
            fitted = (Json.Obj) smaller;
        }
        return fitted;
    }

    /** Goes down to the largest part as long as that alone saves enough, and replaces it there. */
    private static Json replaceLargest(Json value, int excess) {
        return switch (value) {
            case Json.Obj(Map<String, Json> members) -> {
                Map<String, Json> kept = new LinkedHashMap<>(members);
                members.entrySet().stream()
                        .filter(member -> isReplaceable(member.getValue()))
                        .max((a, b) -> Integer.compare(size(a.getValue()), size(b.getValue())))
                        .ifPresent(largest -> kept.put(largest.getKey(), replaced(largest.getValue(), excess)));
                yield new Json.Obj(kept);
            }
            case Json.Arr(List<Json> items) -> {
                List<Json> kept = new ArrayList<>(items);
                int largest = -1;
                for (int i = 0; i < items.size(); i++) {
                    if (isReplaceable(items.get(i)) && (largest < 0 || size(items.get(i)) > size(items.get(largest)))) {
                        largest = i;
                    }
                }
                if (largest >= 0) {
                    kept.set(largest, replaced(items.get(largest), excess));
                }
                yield new Json.Arr(kept);
            }
            default -> Digest.of(value);
        };
    }

    private static Json replaced(Json value, int excess) {
        return largestPart(value) >= excess + SMALLEST ? replaceLargest(value, excess) : Digest.of(value);
    }

    private static int largestPart(Json value) {
        return switch (value) {
            case Json.Obj(Map<String, Json> members) ->
                members.values().stream()
                        .filter(Fitting::isReplaceable)
                        .mapToInt(Fitting::size)
                        .max()
                        .orElse(0);
            case Json.Arr(List<Json> items) ->
                items.stream()
                        .filter(Fitting::isReplaceable)
                        .mapToInt(Fitting::size)
                        .max()
                        .orElse(0);
            default -> 0;
        };
    }

    private static boolean isReplaceable(Json value) {
        return !Digest.isDigest(value) && size(value) > SMALLEST;
    }

    static int size(Json value) {
        return Jcs.bytes(value).length;
    }
}
