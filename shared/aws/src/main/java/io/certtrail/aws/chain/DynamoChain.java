package io.certtrail.aws.chain;

import static io.certtrail.aws.tables.Tables.PK;

import io.certtrail.aws.dynamo.Answers;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.BatchReads;
import io.certtrail.aws.dynamo.BatchWrites;
import io.certtrail.domain.chain.BlockLife;
import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.chain.Stretch;
import io.certtrail.domain.ids.RunIds;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The chain in the tables {@code ledger} ({@link BlockItem}), {@code ids} ({@link IdItem}) and {@code heads} ({@link HeadItem}). */
public final class DynamoChain implements ChainWriter {
    /** Reasons for which a transaction did nothing, and that time heals. */
    private static final Set<String> PASSING = Set.of(
            "None",
            "ConditionalCheckFailed",
            "DuplicateItem",
            "TransactionConflict",
            "ThrottlingError",
            "ProvisionedThroughputExceeded");

    /** What the embedded DynamoDB says, with the code ValidationError, where AWS says DuplicateItem. */
    private static final String EMBEDDED_DUPLICATE = "Duplicate primary key exists in table";

    private final DynamoDbClient dynamo;
    private final String ledger;
    private final String ids;
    private final String heads;
    private final BlockLife life;

    /** A chain whose blocks are kept as long as is usual, if any are written. */
    public DynamoChain(DynamoDbClient dynamo, String ledger, String ids, String heads) {
        this(dynamo, ledger, ids, heads, BlockLife.USUAL);
    }

    /** @param life how long the blocks are kept that are written */
    public DynamoChain(DynamoDbClient dynamo, String ledger, String ids, String heads, BlockLife life) {
        this.dynamo = dynamo;
        this.ledger = ledger;
        this.ids = ids;
        this.heads = heads;
        this.life = life;
    }

    /** The tenant whose chain a block is in, by its partition key; empty if it is none of a block. */
    public static Optional<String> tenantOfBlock(String pk) {
        return BlockItem.origin(pk).map(Origin::tenant);
    }

    /** The chain that an item is about, by its partition key, of a block or an id; empty if it is no key of ours. */
    public static Optional<Origin> originOfItem(String pk) {
        int end = Math.max(pk.indexOf('#'), pk.indexOf('@'));
        try {
            return end < 0 ? Optional.empty() : Optional.of(Origin.parse(pk.substring(0, end)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Head> head(Origin origin) {
        Map<String, AttributeValue> item = dynamo.getItem(request ->
                        request.tableName(heads).key(HeadItem.key(origin)).consistentRead(true))
                .item();
        if (item.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(HeadItem.read(origin, item));
        } catch (IllegalArgumentException e) {
            throw new ChainBroken(origin, "its HEAD can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Block> block(Origin origin, long n) {
        Map<String, AttributeValue> item = dynamo.getItem(request ->
                        request.tableName(ledger).key(BlockItem.key(origin, n)).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(read(origin, n, item));
    }

    @Override
    public List<Block> blocks(Origin origin, long fromN, long toN) {
        List<Map<String, AttributeValue>> keys = LongStream.range(fromN, toN)
                .mapToObj(n -> BlockItem.key(origin, n))
                .toList();
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        BatchReads.read(dynamo, ledger, keys, List.of()).forEach(item -> items.put(Attributes.text(item, PK), item));
        return LongStream.range(fromN, toN)
                .mapToObj(n ->
                        Optional.ofNullable(items.get(origin.text() + '#' + n)).map(item -> read(origin, n, item)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Block read(Origin origin, long n, Map<String, AttributeValue> item) {
        try {
            return BlockItem.read(origin, n, item);
        } catch (RuntimeException e) {
            throw new ChainBroken(origin, "block %d can't be read: %s".formatted(n, e.getMessage()), e);
        }
    }

    @Override
    public Map<UUID, Position> positions(Origin origin, Collection<UUID> entries) {
        Map<UUID, Stretch> stretches =
                stretches(origin, entries.stream().map(RunIds::first).distinct().toList());
        Map<UUID, Position> positions = new HashMap<>();
        for (UUID id : entries) {
            Optional.ofNullable(stretches.get(RunIds.first(id)))
                    .flatMap(stretch -> stretch.of(id))
                    .ifPresent(position -> positions.put(id, position));
        }
        return positions;
    }

    /** What the id items say that are there, by their first ids. */
    private Map<UUID, Stretch> stretches(Origin origin, Collection<UUID> firsts) {
        List<Map<String, AttributeValue>> keys =
                firsts.stream().map(first -> IdItem.key(origin, first)).toList();
        Map<UUID, Stretch> stretches = new HashMap<>();
        for (Map<String, AttributeValue> item : BatchReads.read(dynamo, ids, keys, List.of())) {
            Stretch stretch = IdItem.read(origin, item);
            stretches.put(stretch.first(), stretch);
        }
        return stretches;
    }

    @Override
    public boolean open(Block first, Head head) {
        return transact("opening a chain", BlockItem.insert(ledger, first, life), HeadItem.insert(heads, head));
    }

    @Override
    public boolean commit(Block block, Head head) {
        return transact("a block", BlockItem.insert(ledger, block, life), HeadItem.move(heads, head));
    }

    private boolean transact(String what, ParameterizedStatement... statements) {
        try {
            Answers.of(what, () -> dynamo.executeTransaction(request -> request.transactStatements(statements)));
            return true;
        } catch (TransactionCanceledException e) {
            if (e.cancellationReasons().stream().allMatch(DynamoChain::passing)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean passing(CancellationReason reason) {
        return PASSING.contains(reason.code()) || EMBEDDED_DUPLICATE.equals(reason.message());
    }

    @Override
    public void writePositions(Origin origin, Collection<Stretch> stretches, boolean known) {
        Collection<Stretch> missing = known ? missing(origin, stretches) : stretches;
        BatchWrites.put(
                dynamo,
                ids,
                missing.stream().map(stretch -> IdItem.item(origin, stretch)).toList());
    }

    /** Those that aren't there; those that are must say the same. */
    private List<Stretch> missing(Origin origin, Collection<Stretch> stretches) {
        Map<UUID, Stretch> found =
                stretches(origin, stretches.stream().map(Stretch::first).toList());
        List<Stretch> missing = new ArrayList<>();
        for (Stretch stretch : stretches) {
            Stretch there = found.get(stretch.first());
            if (there == null) {
                missing.add(stretch);
            } else if (!there.equals(stretch)) {
                throw new ChainBroken(origin, "the chain has %s, and its id item says %s".formatted(stretch, there));
            }
        }
        return missing;
    }
}
