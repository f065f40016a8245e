package io.certtrail.aws.faults;

import io.certtrail.aws.exports.DynamoExportStore;
import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.ExportStore;
import io.certtrail.testkit.exports.SampleExports;
import java.util.List;
import java.util.SplittableRandom;

/** Exports are asked for, and become ready. */
final class ExportSteps implements Steps {
    private static final int MOST = 10_000;

    private final ExportStore exports;
    private final SplittableRandom random;
    private int asked;

    ExportSteps(Shop shop) {
        exports = new DynamoExportStore(shop.dynamo(), "operations", shop.outbox());
        random = shop.random();
    }

    @Override
    public void step() {
        if (asked == 0 || random.nextBoolean()) {
            exports.create(SampleExports.queued(asked++));
            return;
        }
        Export queued = SampleExports.queued(random.nextInt(asked));
        Export ready = SampleExports.next(queued, SampleExports.ready(), true);
        boolean _ = exports.replace(ready, Shop.telling("ready " + ready.id()));
    }

    @Override
    public List<String> facts() {
        return exports.newest(Shop.TENANT, MOST).stream()
                .filter(export -> export.state().isFinal())
                .map(export -> "ready " + export.id())
                .toList();
    }
}
