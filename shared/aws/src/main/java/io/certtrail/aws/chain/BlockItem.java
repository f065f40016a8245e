package io.certtrail.aws.chain;

import static io.certtrail.aws.tables.Tables.PK;

import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.domain.chain.BlockLife;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.block.BlockBody;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;

/**
 * The items of the table {@code ledger}, which are inserted and never touched again (ledger.md §3): blocks, read by
 * their key alone. {@code pk} = {@code <origin>#<n>}: {@code v} = 1, {@code firstSeq}, {@code count}, {@code body} (the
 * entries with their seeds, {@link BlockBody}), {@code prevBlockHash}, {@code blockHash}, {@code rootHash},
 * {@code firstTime}, {@code lastTime}, {@code outboxKeys}, {@code writer}, {@code expires} (time to live, {@link BlockLife}:
 * who reads a block does not ask for it, and may use one that is past it).
 *
 * <p>Inserts are PartiQL's, since {@code dynamodb:PartiQLInsert} is an action of its own that can't overwrite.
 */
final class BlockItem {
    private static final long VERSION = 1;

    private BlockItem() {}

    static Map<String, AttributeValue> key(Origin origin, long n) {
        return Map.of(PK, pk(origin, n));
    }

    /** An origin holds neither {@code #} nor {@code @}. */
    static Optional<Origin> origin(String pk) {
        int end = pk.indexOf('#');
        return end < 0 ? Optional.empty() : Optional.of(Origin.parse(pk.substring(0, end)));
    }

    private static AttributeValue pk(Origin origin, long n) {
        return Attributes.of(origin.text() + '#' + n);
    }

    static ParameterizedStatement insert(String table, Block block, BlockLife life) {
        return ParameterizedStatement.builder()
                .statement(("INSERT INTO \"%s\" VALUE {'pk':?,'v':?,'firstSeq':?,'count':?,'body':?,'prevBlockHash':?,"
                                + "'blockHash':?,'rootHash':?,'firstTime':?,'lastTime':?,'outboxKeys':?,'writer':?,'expires':?}")
                        .formatted(table))
                .parameters(
                        pk(block.origin(), block.n()),
                        Attributes.of(VERSION),
                        Attributes.of(block.firstSeq()),
                        Attributes.of(block.count()),
                        Attributes.of(BlockBody.compress(block.entries())),
                        Attributes.of(block.prevBlockHash()),
                        Attributes.of(block.blockHash()),
                        Attributes.of(block.rootHash()),
                        Attributes.of(block.firstTime()),
                        Attributes.of(block.lastTime()),
                        Attributes.of(block.outboxKeys()),
                        Attributes.of(block.writer().toString()),
                        Attributes.of(life.end(block).getEpochSecond()))
                .build();
    }

    /** @throws RuntimeException if it is no block of version 1 */
    static Block read(Origin origin, long n, Map<String, AttributeValue> item) {
        long version = Attributes.number(item, "v");
        if (version != VERSION) {
            throw new IllegalArgumentException("expected a block of version %d, found %d".formatted(VERSION, version));
        }
        long firstSeq = Attributes.number(item, "firstSeq");
        int count = Math.toIntExact(Attributes.number(item, "count"));
        return new Block(
                origin,
                n,
                firstSeq,
                BlockBody.expand(Attributes.bytes(item, "body"), firstSeq, count),
                Attributes.hash(item, "prevBlockHash"),
                Attributes.hash(item, "rootHash"),
                Attributes.hash(item, "blockHash"),
                Attributes.texts(item, "outboxKeys"),
                UUID.fromString(Attributes.text(item, "writer")));
    }
}
