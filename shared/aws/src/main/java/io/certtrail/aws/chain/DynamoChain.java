package io.certtrail.aws.chain;

import static io.certtrail.aws.tables.Tables.PK;

import io.certtrail.aws.dynamo.Answers;
import io.certtrail.aws.dynamo.Attributes;
import io.certtrail.aws.dynamo.Backoff;
import io.certtrail.aws.dynamo.BatchReads;
import io.certtrail.aws.dynamo.SideBySide;
import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Position;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The chain in the tables {@code ledger} ({@link LedgerItems}) and {@code heads} ({@link HeadItem}). */
public final class DynamoChain implements ChainWriter {
    /** BatchExecuteStatement: at most 25 statements a call. */
    private static final int STATEMENTS = 25;

    /** Calls of a batch of id items that was throttled in part, before it is given up. */
    private static final int ATTEMPTS = 10;

    /** Errors of one statement of a batch that time heals. */
    private static final Set<BatchStatementErrorCodeEnum> HEALING = EnumSet.of(
            BatchStatementErrorCodeEnum.THROTTLING_ERROR,
            BatchStatementErrorCodeEnum.PROVISIONED_THROUGHPUT_EXCEEDED,
            BatchStatementErrorCodeEnum.REQUEST_LIMIT_EXCEEDED,
            BatchStatementErrorCodeEnum.TRANSACTION_CONFLICT,
            BatchStatementErrorCodeEnum.INTERNAL_SERVER_ERROR);

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
    private final String heads;

    public DynamoChain(DynamoDbClient dynamo, String ledger, String heads) {
        this.dynamo = dynamo;
        this.ledger = ledger;
        this.heads = heads;
    }

    /** The tenant whose chain a block is in, by the partition key of an item of {@code ledger}; empty for id items. */
    public static Optional<String> tenantOfBlock(String pk) {
        return LedgerItems.originOfBlock(pk).map(Origin::tenant);
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
        Map<String, AttributeValue> item = dynamo.getItem(request -> request.tableName(ledger)
                        .key(LedgerItems.blockKey(origin, n))
                        .consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(read(origin, n, item));
    }

    @Override
    public List<Block> blocks(Origin origin, long fromN, long toN) {
        List<Map<String, AttributeValue>> keys = LongStream.range(fromN, toN)
                .mapToObj(n -> LedgerItems.blockKey(origin, n))
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
            return LedgerItems.block(origin, n, item);
        } catch (RuntimeException e) {
            throw new ChainBroken(origin, "block %d can't be read: %s".formatted(n, e.getMessage()), e);
        }
    }

    @Override
    public Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
        List<Map<String, AttributeValue>> keys = ids.stream()
                .distinct()
                .map(id -> LedgerItems.positionKey(origin, id))
                .toList();
        Map<UUID, Position> positions = new HashMap<>();
        for (Map<String, AttributeValue> item : BatchReads.read(dynamo, ledger, keys, List.of(PK, "seq", "n"))) {
            positions.put(LedgerItems.positionId(origin, item), LedgerItems.position(item));
        }
        return positions;
    }

    @Override
    public boolean open(Block first, Head head) {
        return transact("opening a chain", LedgerItems.insert(ledger, first), HeadItem.insert(heads, head));
    }

    @Override
    public boolean commit(Block block, Head head) {
        return transact("a block", LedgerItems.insert(ledger, block), HeadItem.move(heads, head));
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
    public void writePositions(Origin origin, Map<UUID, Position> positions, boolean known) {
        Map<UUID, Position> missing = known ? missing(origin, positions) : positions;
        List<UUID> ids = List.copyOf(missing.keySet());
        List<Runnable> calls = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += STATEMENTS) {
            List<UUID> some = ids.subList(from, Math.min(ids.size(), from + STATEMENTS));
            calls.add(() -> insertAll(origin, some, missing));
        }
        if (!calls.isEmpty()) {
            SideBySide.run(calls);
        }
    }

    /** Those that aren't there; those that are must say the same. */
    private Map<UUID, Position> missing(Origin origin, Map<UUID, Position> positions) {
        Map<UUID, Position> found = positions(origin, positions.keySet());
        Map<UUID, Position> missing = new HashMap<>();
        positions.forEach((id, position) -> {
            Position there = found.get(id);
            if (there == null) {
                missing.put(id, position);
            } else if (!there.equals(position)) {
                throw new ChainBroken(
                        origin, "entry %s stands at %s, and its id item says %s".formatted(id, position, there));
            }
        });
        return missing;
    }

    private void insertAll(Origin origin, List<UUID> ids, Map<UUID, Position> positions) {
        List<UUID> left = insert(origin, ids, positions);
        Backoff backoff = new Backoff();
        for (int attempt = 1; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
            backoff.pause();
            left = insert(origin, left, positions);
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException(
                    "%d id items of %s were throttled in %d attempts".formatted(left.size(), origin, ATTEMPTS));
        }
    }

    /** Inserts some, and says which of them were neither written nor there already. */
    private List<UUID> insert(Origin origin, List<UUID> ids, Map<UUID, Position> positions) {
        List<BatchStatementRequest> statements = ids.stream()
                .map(id -> LedgerItems.insert(ledger, origin, id, Objects.requireNonNull(positions.get(id))))
                .toList();
        List<BatchStatementResponse> answers = dynamo.batchExecuteStatement(request -> request.statements(statements))
                .responses();
        List<UUID> failed = new ArrayList<>();
        Map<UUID, Position> there = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            BatchStatementError error = answers.get(i).error();
            if (error == null) {
                continue;
            }
            if (error.code() == BatchStatementErrorCodeEnum.DUPLICATE_ITEM) {
                there.put(ids.get(i), Objects.requireNonNull(positions.get(ids.get(i))));
            } else if (HEALING.contains(error.code())) {
                failed.add(ids.get(i));
            } else {
                throw new IllegalStateException("the id item of entry %s of %s can't be written: %s, %s"
                        .formatted(ids.get(i), origin, error.codeAsString(), error.message()));
            }
        }
        if (!there.isEmpty()) {
            failed.addAll(missing(origin, there).keySet());
        }
        return failed;
    }
}
