package io.certtrail.local.dynamo;

import java.util.function.Function;
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
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
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

    /**
     * Makes a call whose request may be another than the one that was asked for; one that only has to know the operation
     * overrides {@link #around}.
     */
    protected <Q extends DynamoDbRequest, R extends DynamoDbResponse> R call(
            Operation operation, Q request, Function<Q, R> call) {
        return around(operation, () -> call.apply(request));
    }

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
        return call(Operation.CREATE_TABLE, request, target::createTable);
    }

    @Override
    public final DeleteTableResponse deleteTable(DeleteTableRequest request) {
        return call(Operation.DELETE_TABLE, request, target::deleteTable);
    }

    @Override
    public final DescribeTableResponse describeTable(DescribeTableRequest request) {
        return call(Operation.DESCRIBE_TABLE, request, target::describeTable);
    }

    @Override
    public final ListTablesResponse listTables(ListTablesRequest request) {
        return call(Operation.LIST_TABLES, request, target::listTables);
    }

    @Override
    public final UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return call(Operation.UPDATE_TIME_TO_LIVE, request, target::updateTimeToLive);
    }

    @Override
    public final DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return call(Operation.DESCRIBE_TIME_TO_LIVE, request, target::describeTimeToLive);
    }

    @Override
    public final GetItemResponse getItem(GetItemRequest request) {
        return call(Operation.GET_ITEM, request, target::getItem);
    }

    @Override
    public final BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return call(Operation.BATCH_GET_ITEM, request, target::batchGetItem);
    }

    @Override
    public final QueryResponse query(QueryRequest request) {
        return call(Operation.QUERY, request, target::query);
    }

    @Override
    public final ScanResponse scan(ScanRequest request) {
        return call(Operation.SCAN, request, target::scan);
    }

    @Override
    public final TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return call(Operation.TRANSACT_GET_ITEMS, request, target::transactGetItems);
    }

    @Override
    public final PutItemResponse putItem(PutItemRequest request) {
        return call(Operation.PUT_ITEM, request, target::putItem);
    }

    @Override
    public final UpdateItemResponse updateItem(UpdateItemRequest request) {
        return call(Operation.UPDATE_ITEM, request, target::updateItem);
    }

    @Override
    public final DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return call(Operation.DELETE_ITEM, request, target::deleteItem);
    }

    @Override
    public final BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return call(Operation.BATCH_WRITE_ITEM, request, target::batchWriteItem);
    }

    @Override
    public final ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        return call(Operation.EXECUTE_STATEMENT, request, target::executeStatement);
    }

    @Override
    public final BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
        return call(Operation.BATCH_EXECUTE_STATEMENT, request, target::batchExecuteStatement);
    }

    @Override
    public final TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return call(Operation.TRANSACT_WRITE_ITEMS, request, target::transactWriteItems);
    }

    @Override
    public final ExecuteTransactionResponse executeTransaction(ExecuteTransactionRequest request) {
        return call(Operation.EXECUTE_TRANSACTION, request, target::executeTransaction);
    }
}
