package io.certtrail.aws.chain;

import static io.certtrail.aws.tables.Tables.PK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.chain.Position;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of the table {@code ids}: {@code pk} = {@code <origin>@<id>}, {@code seq}, {@code n}. One an entry, read by
 * its key alone.
 *
 * <p>They are put without a condition, many a call: by the rule of ledger.md §3 an id gets one position for ever, so a
 * put that comes twice or late says what is there. Evidence does not rest on them: what they say is held against the
 * block whenever it is used, and a whole log is searched for an id that stands in it twice.
 */
final class IdItem {
    private IdItem() {}

    static Map<String, AttributeValue> key(Origin origin, UUID id) {
        return Map.of(PK, pk(origin, id));
    }

    /** An origin does not hold {@code @}. */
    private static AttributeValue pk(Origin origin, UUID id) {
        return Attributes.of(origin.text() + '@' + id);
    }

    static Map<String, AttributeValue> item(Origin origin, UUID id, Position position) {
        return Map.of(PK, pk(origin, id), "seq", Attributes.of(position.seq()), "n", Attributes.of(position.n()));
    }

    static UUID id(Origin origin, Map<String, AttributeValue> item) {
        return UUID.fromString(Attributes.text(item, PK).substring(origin.text().length() + 1));
    }

    static Position position(Map<String, AttributeValue> item) {
        return new Position(Attributes.number(item, "seq"), Attributes.number(item, "n"));
    }
}
