package io.certtrail.local.dynamo;

import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * Hands every call on to another client through {@link #around}. Operations that nobody here uses are refused by the
 * SDK's own defaults. As safe for use by many threads as the client behind it.
 */
public abstract class ForwardingDynamo implements DynamoDbClient {
    private final DynamoDbClient target;

    protected ForwardingDynamo(DynamoDbClient target) {
        this.target = target;
    }

    /** Makes the call, and whatever belongs before and after it. */
    protected abstract <R> R around(Operation operation, Supplier<R> call);

    protected final DynamoDbClient target() {
        return target;
    }

    @Override
    public final String serviceName() {
        return target.serviceName();
    }

    /** Leaves the client behind it open: whoever made that one closes it. */
    @Override
    public final void close() {}

    @Override
    public final CreateTableResponse createTable(CreateTableRequest request) {
        return around(Operation.CREATE_TABLE, () -> target.createTable(request));
    }

    @Override
    public final DescribeTableResponse describeTable(DescribeTableRequest request) {
        return around(Operation.DESCRIBE_TABLE, () -> target.describeTable(request));
    }

    @Override
    public final ListTablesResponse listTables(ListTablesRequest request) {
        return around(Operation.LIST_TABLES, () -> target.listTables(request));
    }

    @Override
    public final UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return around(Operation.UPDATE_TIME_TO_LIVE, () -> target.updateTimeToLive(request));
    }

    @Override
    public final DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return around(Operation.DESCRIBE_TIME_TO_LIVE, () -> target.describeTimeToLive(request));
    }

    @Override
    public final GetItemResponse getItem(GetItemRequest request) {
        return around(Operation.GET_ITEM, () -> target.getItem(request));
    }

    @Override
    public final BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return around(Operation.BATCH_GET_ITEM, () -> target.batchGetItem(request));
    }

    @Override
    public final QueryResponse query(QueryRequest request) {
        return around(Operation.QUERY, () -> target.query(request));
    }

    @Override
    public final ScanResponse scan(ScanRequest request) {
        return around(Operation.SCAN, () -> target.scan(request));
    }

    @Override
    public final TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return around(Operation.TRANSACT_GET_ITEMS, () -> target.transactGetItems(request));
    }

    @Override
    public final PutItemResponse putItem(PutItemRequest request) {
        return around(Operation.PUT_ITEM, () -> target.putItem(request));
    }

    @Override
    public final UpdateItemResponse updateItem(UpdateItemRequest request) {
        return around(Operation.UPDATE_ITEM, () -> target.updateItem(request));
    }

    @Override
    public final DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return around(Operation.DELETE_ITEM, () -> target.deleteItem(request));
    }

    @Override
    public final BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return around(Operation.BATCH_WRITE_ITEM, () -> target.batchWriteItem(request));
    }

    @Override
    public final ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        return around(Operation.EXECUTE_STATEMENT, () -> target.executeStatement(request));
    }

    @Override
    public final BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        return around(Operation.BATCH_EXECUTE_STATEMENT, () -> target.batchExecuteStatement(request));
    }

    @Override
    public final TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return around(Operation.TRANSACT_WRITE_ITEMS, () -> target.transactWriteItems(request));
    }

    @Override
    public final ExecuteTransactionResponse executeTransaction(ExecuteTransactionRequest request) {
        return around(Operation.EXECUTE_TRANSACTION, () -> target.executeTransaction(request));
    }
}
