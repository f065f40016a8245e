package io.certtrail.local.dynamo;

/** The operations of DynamoDB that the functions use. */
public enum Operation {
    CREATE_TABLE(Kind.ADMINISTRATION),
    DELETE_TABLE(Kind.ADMINISTRATION),
    DESCRIBE_TABLE(Kind.ADMINISTRATION),
    LIST_TABLES(Kind.ADMINISTRATION),
    UPDATE_TIME_TO_LIVE(Kind.ADMINISTRATION),
    DESCRIBE_TIME_TO_LIVE(Kind.ADMINISTRATION),
    GET_ITEM(Kind.READ),
    BATCH_GET_ITEM(Kind.READ),
    QUERY(Kind.READ),
    SCAN(Kind.READ),
    TRANSACT_GET_ITEMS(Kind.READ),
    PUT_ITEM(Kind.WRITE),
    UPDATE_ITEM(Kind.WRITE),
    DELETE_ITEM(Kind.WRITE),
    BATCH_WRITE_ITEM(Kind.WRITE),
    EXECUTE_STATEMENT(Kind.WRITE),
    BATCH_EXECUTE_STATEMENT(Kind.WRITE),
    TRANSACT_WRITE_ITEMS(Kind.TRANSACTION),
    EXECUTE_TRANSACTION(Kind.TRANSACTION);

    /** What an operation may do to data. */
    public enum Kind {
        ADMINISTRATION,
        READ,
        WRITE,
        TRANSACTION
    }

    private final Kind kind;

    Operation(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
