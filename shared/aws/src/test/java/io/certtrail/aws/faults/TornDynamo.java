package io.certtrail.aws.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * The client of stores with a planted fault: what they write together is written in part, every third time, as if a
 * process had died between two writes that are no transaction.
 */
final class TornDynamo {
    /** Which part is lost. */
    enum Lost {
        ENTRY,
        CHANGE
    }

    private static final int TORN = 3;

    private final DynamoDbClient target;
    private final Lost lost;
    private int transactions;

    private TornDynamo(DynamoDbClient target, Lost lost) {
        this.target = target;
        this.lost = lost;
    }

    static DynamoDbClient of(DynamoDbClient target, Lost lost) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                new TornDynamo(target, lost)::invoke);
    }

    private @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments[0] instanceof Consumer<?> told) {
            switch (method.getName()) {
                case "transactWriteItems" -> {
                    return write(told);
                }
                case "executeTransaction" -> {
                    return execute(told);
                }
                default -> {
                    // Everything else is one write, or none.
                }
            }
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    @SuppressWarnings("unchecked") // the method's own parameter
    private TransactWriteItemsResponse write(Consumer<?> told) {
        TransactWriteItemsRequest.Builder request = TransactWriteItemsRequest.builder();
        ((Consumer<TransactWriteItemsRequest.Builder>) told).accept(request);
        TransactWriteItemsRequest whole = request.build();
        List<TransactWriteItem> kept = whole.transactItems().stream()
                .filter(item -> isKept(table(item)))
                .toList();
        if (!tears()) {
            return target.transactWriteItems(whole);
        }
        return kept.isEmpty()
                ? TransactWriteItemsResponse.builder().build()
                : target.transactWriteItems(request.transactItems(kept).build());
    }

    @SuppressWarnings("unchecked") // the method's own parameter
    private ExecuteTransactionResponse execute(Consumer<?> told) {
        ExecuteTransactionRequest.Builder request = ExecuteTransactionRequest.builder();
        ((Consumer<ExecuteTransactionRequest.Builder>) told).accept(request);
        ExecuteTransactionRequest whole = request.build();
        List<ParameterizedStatement> kept = whole.transactStatements().stream()
                .filter(statement -> isKept(statement.statement().contains("\"ledger\"") ? "ledger" : "heads"))
                .toList();
        return target.executeTransaction(
                tears() ? request.transactStatements(kept).build() : whole);
    }

    private boolean tears() {
        return ++transactions % TORN == 0;
    }

    private boolean isKept(String table) {
        boolean isEntry = table.equals("outbox") || table.equals("ledger");
        return isEntry == (lost == Lost.CHANGE);
    }

    private static String table(TransactWriteItem item) {
        if (item.put() != null) {
            return item.put().tableName();
        }
        return item.update() != null ? item.update().tableName() : item.delete().tableName();
    }
}
