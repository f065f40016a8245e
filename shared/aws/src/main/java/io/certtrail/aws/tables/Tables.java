package io.certtrail.aws.tables;

import java.util.List;
import java.util.Optional;

/** The four tables. What stands in them is told by the class of each table's items. */
public final class Tables {
    /** Partition key of every table. */
    public static final String PK = "pk";

    /** Sort key of the tables that have one. */
    public static final String SK = "sk";

    /** Time to live, in seconds since 1970, of the items that expire. */
    public static final String EXPIRES = "expires";

    /** Events that are not in the chain yet: {@code <tenant>#<shard>}, {@code <uuidv7>#<part>}. */
    public static final TableDefinition OUTBOX =
            new TableDefinition("OUTBOX_TABLE", PK, Optional.of(SK), true, Optional.empty());

    /** Blocks {@code <origin>#<n>} and id items {@code <origin>@<id>}: insert only. */
    public static final TableDefinition LEDGER =
            new TableDefinition("LEDGER_TABLE", PK, Optional.empty(), true, Optional.of(EXPIRES));

    /** HEAD, leases, cursors, each signer's last signed head. */
    public static final TableDefinition HEADS =
            new TableDefinition("HEADS_TABLE", PK, Optional.empty(), false, Optional.empty());

    /** Users, tokens, tenants, exports and whatever else is worked with. */
    public static final TableDefinition OPERATIONS =
            new TableDefinition("OPERATIONS_TABLE", PK, Optional.of(SK), false, Optional.of(EXPIRES));

    public static final List<TableDefinition> ALL = List.of(OUTBOX, LEDGER, HEADS, OPERATIONS);

    private Tables() {}
}
