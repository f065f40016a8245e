package io.certtrail.aws.chain;

import static io.certtrail.aws.tables.Tables.PK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.chain.Stretch;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of the table {@code ids}: {@code pk} = {@code <origin>@<id>}, {@code seq}, {@code n}, and {@code count} if it
 * is not 1. One a run, under its first id, and one an entry whose id is of no run ({@link Stretch}); read by the key
 * alone.
 *
 * <p>They are put without a condition, many a call: by the rule of ledger.md §3 an id gets one position for ever, so a
 * put that comes twice or late says what is there. Evidence does not rest on them: what they say is held against the
 * block whenever it is used, and a whole log is searched for an id that stands in it twice.
 */
final class IdItem {
    private static final String COUNT = "count";

    private IdItem() {}

    static Map<String, AttributeValue> key(Origin origin, UUID first) {
        return Map.of(PK, pk(origin, first));
    }

    /** An origin does not hold {@code @}. */
    private static AttributeValue pk(Origin origin, UUID first) {
        return Attributes.of(origin.text() + '@' + first);
    }

    static Map<String, AttributeValue> item(Origin origin, Stretch stretch) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(PK, pk(origin, stretch.first()));
        item.put("seq", Attributes.of(stretch.at().seq()));
        item.put("n", Attributes.of(stretch.at().n()));
        if (stretch.count() > 1) {
            item.put(COUNT, Attributes.of((long) stretch.count()));
        }
        return item;
    }

    /** @throws IllegalArgumentException if it is of another form */
    static Stretch read(Origin origin, Map<String, AttributeValue> item) {
        UUID first = UUID.fromString(
                Attributes.text(item, PK).substring(origin.text().length() + 1));
        int count = item.containsKey(COUNT) ? Math.toIntExact(Attributes.number(item, COUNT)) : 1;
        return new Stretch(first, count, new Position(Attributes.number(item, "seq"), Attributes.number(item, "n")));
    }
}
