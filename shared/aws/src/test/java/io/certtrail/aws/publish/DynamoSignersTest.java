package io.certtrail.aws.publish;

import io.certtrail.aws.dynamo.FourTables;
import io.certtrail.domain.publish.Cursors;
import io.certtrail.domain.publish.SignerStore;
import io.certtrail.testkit.publish.SignerStoreContract;
import org.junit.jupiter.api.AfterAll;

class DynamoSignersTest extends SignerStoreContract {
    private static final FourTables TABLES = new FourTables();
    private final SignerStore signers = new DynamoSigners(TABLES.client(), FourTables.HEADS);
    private final Cursors cursors = new DynamoCursors(TABLES.client(), FourTables.HEADS);

    @AfterAll
    static void stop() {
        TABLES.close();
    }

    @Override
    protected SignerStore signers() {
        return signers;
    }

    @Override
    protected Cursors cursors() {
        return cursors;
    }
}
