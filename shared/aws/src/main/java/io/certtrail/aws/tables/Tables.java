package io.certtrail.aws.tables;

import java.util.List;
import java.util.Optional;

/** The five tables. What stands in them is told by the class of each table's items. */
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

    /** Blocks {@code <origin>#<n>}: insert only. */
    public static final TableDefinition LEDGER =
            new TableDefinition("LEDGER_TABLE", PK, Optional.empty(), true, Optional.of(EXPIRES));

    /**
     * Id items {@code <origin>@<id>}: where an entry stands, or a run of them. In a table of their own, since nobody is woken by them: in
     * the stream of the ledger they would be 256 records beside each block's one.
     */
    public static final TableDefinition IDS =
            new TableDefinition("IDS_TABLE", PK, Optional.empty(), false, Optional.of(EXPIRES));

    /** HEAD, leases, cursors, each signer's last signed head. */
    public static final TableDefinition HEADS =
            new TableDefinition("HEADS_TABLE", PK, Optional.empty(), false, Optional.empty());

    /** Users, tokens, tenants, exports and whatever else is worked with. */
    public static final TableDefinition OPERATIONS =
            new TableDefinition("OPERATIONS_TABLE", PK, Optional.of(SK), false, Optional.of(EXPIRES));

    public static final List<TableDefinition> ALL = List.of(OUTBOX, LEDGER, IDS, HEADS, OPERATIONS);

    private Tables() {}
}
