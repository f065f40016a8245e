package io.certtrail.aws.chain;

import static io.certtrail.aws.tables.Tables.PK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.chain.Head;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Frontier;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;

/**
 * The item {@code HEAD#<origin>} of the table {@code heads}: the end of a chain. Made once with the chain by an INSERT,
 * then moved by an UPDATE that holds only while {@code n} is the block before; it never expires. Attributes: {@code n},
 * {@code size}, {@code rootHash}, {@code frontier} (the roots of the maximal full subtrees, left to right, 32 bytes
 * each), {@code blockHash}, {@code lastTime}.
 */
final class HeadItem {
    private static final String N = "n";
    private static final String SIZE = "size";
    private static final String ROOT_HASH = "rootHash";
    private static final String FRONTIER = "frontier";
    private static final String BLOCK_HASH = "blockHash";
    private static final String LAST_TIME = "lastTime";

    private HeadItem() {}

    static Map<String, AttributeValue> key(Origin origin) {
        return Map.of(PK, pk(origin));
    }

    static ParameterizedStatement insert(String table, Head head) {
        return ParameterizedStatement.builder()
                .statement(("INSERT INTO \"%s\" VALUE {'pk':?,'n':?,'size':?,'rootHash':?,'frontier':?,'blockHash':?,"
                                + "'lastTime':?}")
                        .formatted(table))
                .parameters(
                        pk(head.origin()),
                        Attributes.of(head.n()),
                        Attributes.of(head.size()),
                        Attributes.of(head.rootHash()),
                        Attributes.ofHashes(head.frontier().roots()),
                        Attributes.of(head.blockHash()),
                        Attributes.of(head.lastTime()))
                .build();
    }

    /** Moves HEAD to {@code head} if it still says the block before. */
    static ParameterizedStatement move(String table, Head head) {
        return ParameterizedStatement.builder()
                .statement(("UPDATE \"%s\" SET \"n\"=? SET \"size\"=? SET \"rootHash\"=? SET \"frontier\"=?"
                                + " SET \"blockHash\"=? SET \"lastTime\"=? WHERE \"pk\"=? AND \"n\"=?")
                        .formatted(table))
                .parameters(
                        Attributes.of(head.n()),
                        Attributes.of(head.size()),
                        Attributes.of(head.rootHash()),
                        Attributes.ofHashes(head.frontier().roots()),
                        Attributes.of(head.blockHash()),
                        Attributes.of(head.lastTime()),
                        pk(head.origin()),
                        Attributes.of(head.n() - 1))
                .build();
    }

    /** @throws IllegalArgumentException if it contradicts itself */
    static Head read(Origin origin, Map<String, AttributeValue> item) {
        Frontier frontier = new Frontier(Attributes.number(item, SIZE), Attributes.hashes(item, FRONTIER));
        Head head = new Head(
                origin,
                Attributes.number(item, N),
                frontier,
                Attributes.hash(item, BLOCK_HASH),
                Attributes.time(item, LAST_TIME));
        if (!head.rootHash().equals(Attributes.hash(item, ROOT_HASH))) {
            throw new IllegalArgumentException("rootHash %s is not that of the frontier, %s"
                    .formatted(
                            Attributes.hash(item, ROOT_HASH).base64(),
                            head.rootHash().base64()));
        }
        return head;
    }

    private static AttributeValue pk(Origin origin) {
        return Attributes.of("HEAD#" + origin.text());
    }
}
