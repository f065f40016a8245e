package io.certtrail.bench.dynamo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** What the service itself says that a call consumed ({@code ReturnConsumedCapacity}). */
final class ConsumedUnits {
    private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

    private ConsumedUnits() {}

    /** The same request, asking what it consumes. */
    @SuppressWarnings("unchecked")
    static <Q extends DynamoDbRequest> Q asking(Q request) {
        DynamoDbRequest asking = switch (request) {
            case GetItemRequest r -> r.copy(b -> b.returnConsumedCapacity(TOTAL));
            case BatchGetItemRequest r -> r.copy(b -> b.returnConsumedCapacity(TOTAL));
            case QueryRequest r -> r.copy(b -> b.returnConsumedCapacity(TOTAL));
            case ScanRequest r -> r.copy(b -> b.returnConsumedCapacity(TOTAL));
            case TransactGetItemsRequest r -> r.copy(b -> b.returnConsumedCapacity(TOTAL));
            case PutItemRequest r -> r.copy(b -> b.returnConsumedCapacity(TOTAL));
            case UpdateItemRequest r -> r.copy(b -> b.returnConsumedCapacity(TOTAL));
            case DeleteItemRequest r -> r.copy(b -> b.returnConsumedCapacity(TOTAL));
            case BatchWriteItemRequest r -> r.copy(b -> b.returnConsumedCapacity(TOTAL));
            case ExecuteStatementRequest r -> r.copy(b -> b.returnConsumedCapacity(TOTAL));
            case BatchExecuteStatementRequest r -> r.copy(b -> b.returnConsumedCapacity(TOTAL));
            case TransactWriteItemsRequest r -> r.copy(b -> b.returnConsumedCapacity(TOTAL));
            case ExecuteTransactionRequest r -> r.copy(b -> b.returnConsumedCapacity(TOTAL));
            default -> request;
        };
        return (Q) asking;
    }

    /**
     * A line a table; nothing for calls that consume nothing. The embedded service answers nothing for PartiQL
     * (DynamoDB Local 3.3.1, tried): there it is counted from the items' sizes, by the rule of the manual.
     */
    static List<ConsumedCapacity> of(DynamoDbRequest request, DynamoDbResponse answer) {
        List<ConsumedCapacity> told = told(answer);
        return told.isEmpty() && request instanceof ExecuteTransactionRequest transaction
                ? Written.capacities(transaction)
                : told;
    }

    private static List<ConsumedCapacity> told(DynamoDbResponse answer) {
        return switch (answer) {
            case GetItemResponse r -> list(r.consumedCapacity());
            case BatchGetItemResponse r -> r.consumedCapacity();
            case QueryResponse r -> list(r.consumedCapacity());
            case ScanResponse r -> list(r.consumedCapacity());
            case TransactGetItemsResponse r -> r.consumedCapacity();
            case PutItemResponse r -> list(r.consumedCapacity());
            case UpdateItemResponse r -> list(r.consumedCapacity());
            case DeleteItemResponse r -> list(r.consumedCapacity());
            case BatchWriteItemResponse r -> r.consumedCapacity();
            case ExecuteStatementResponse r -> list(r.consumedCapacity());
            case BatchExecuteStatementResponse r -> r.consumedCapacity();
            case TransactWriteItemsResponse r -> r.consumedCapacity();
            case ExecuteTransactionResponse r -> r.consumedCapacity();
            default -> List.of();
        };
    }

    private static List<ConsumedCapacity> list(@Nullable ConsumedCapacity capacity) {
        return capacity == null ? List.of() : List.of(capacity);
    }

    static double units(List<ConsumedCapacity> capacities) {
        return capacities.stream()
                .mapToDouble(capacity -> capacity.capacityUnits() == null ? 0 : capacity.capacityUnits())
                .sum();
    }
}
