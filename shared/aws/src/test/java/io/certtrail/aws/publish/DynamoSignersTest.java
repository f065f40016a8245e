package io.certtrail.aws.publish;

import io.certtrail.aws.dynamo.FiveTables;
import io.certtrail.domain.publish.Cursors;
import io.certtrail.domain.publish.SignerStore;
import io.certtrail.testkit.publish.SignerStoreContract;
import org.junit.jupiter.api.AfterAll;

class DynamoSignersTest extends SignerStoreContract {
    private static final FiveTables TABLES = new FiveTables();
    private final SignerStore signers = new DynamoSigners(TABLES.client(), FiveTables.HEADS);
    private final Cursors cursors = new DynamoCursors(TABLES.client(), FiveTables.HEADS);

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
