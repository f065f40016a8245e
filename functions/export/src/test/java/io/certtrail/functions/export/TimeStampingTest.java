package io.certtrail.functions.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.exports.Export;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.exports.State;
import io.certtrail.evidence.bundle.OpenSslAuthority;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.programs.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that are dated by the authority that their tenant has set. */
final class TimeStampingTest {
    private static final String DOWN = "http://127.0.0.1:1/";

    @TempDir
    private Path folder;

    @Test
    void aBundleFollowsTheSettingAsItIsWhenItIsMade() throws IOException, InterruptedException {
        Programs.require("openssl");
        try (OpenSslAuthority authority = new OpenSslAuthority(folder.resolve("authority"));
                Cloud cloud = new Cloud(folder, Map.of("CERTTRAIL_STANDS_IN", "a test"))) {
            cloud.log(10);
            ExportHandler handler = new ExportHandler(cloud.wiring);

            assertThat(files(cloud, made(cloud, handler))).noneMatch(name -> name.endsWith(".tsr"));
            cloud.set("tsa.url", Json.of(authority.address().toString()));
            assertThat(files(cloud, made(cloud, handler))).anyMatch(name -> name.endsWith(".manifest.tsr"));
        }
    }

    @Test
    void withoutTheSettingTheDeploymentsAuthorityDates() throws IOException, InterruptedException {
        Programs.require("openssl");
        try (OpenSslAuthority authority = new OpenSslAuthority(folder.resolve("authority"));
                Cloud cloud =
                        new Cloud(folder, Map.of("TSA_URL", authority.address().toString()))) {
            cloud.log(10);

            assertThat(files(cloud, made(cloud, new ExportHandler(cloud.wiring))))
                    .anyMatch(name -> name.endsWith(".manifest.tsr"));
        }
    }

    @Test
    void whileTheAuthorityIsDownAnAttemptIsPutOffAndTheLastOneFails() throws IOException {
        try (Cloud cloud = new Cloud(folder, Map.of("CERTTRAIL_STANDS_IN", "a test"))) {
            cloud.log(10);
            cloud.set("tsa.url", Json.of(DOWN));
            ExportHandler handler = new ExportHandler(cloud.wiring);
            Export export = request(cloud);
            String error = "the time-stamping authority at 127.0.0.1 did not answer";

            Cloud.invoke(handler, cloud.sqs.take(Cloud.EXPORTS));
            assertThat(cloud.desk.find("acme", export.id()).state())
                    .isInstanceOfSatisfying(
                            State.Queued.class,
                            queued -> assertThat(queued.lastError()).startsWith(error));
            for (int i = 0; i < 4; i++) {
                Cloud.invoke(handler, cloud.sqs.take(Cloud.EXPORTS));
            }
            assertThat(cloud.desk.find("acme", export.id()).state())
                    .isInstanceOfSatisfying(
                            State.Failed.class,
                            failed -> assertThat(failed.error()).startsWith(error));
            cloud.drain();
            assertThat(cloud.actionsOn(export)).containsExactly("audit.export.failed");
        }
    }

    @Test
    void onAwsNoMachineOfTheDeploymentIsCalledForATenant() throws IOException {
        try (Cloud cloud = new Cloud(folder)) {
            cloud.log(10);
            cloud.set("tsa.url", Json.of(DOWN));
            request(cloud);

            Cloud.invoke(new ExportHandler(cloud.wiring), cloud.sqs.take(Cloud.EXPORTS));
            assertThat(cloud.log.toString(UTF_8)).contains("put off", "not of the public internet");
        }
    }

    private static Export request(Cloud cloud) {
        return cloud.desk.request(Cloud.ALICE, Format.ZIP, ExportFilter.NONE, List.of());
    }

    private static Export made(Cloud cloud, ExportHandler handler) throws IOException {
        Export export = request(cloud);
        Cloud.invoke(handler, cloud.sqs.take(Cloud.EXPORTS));
        return export;
    }

    private static List<String> files(Cloud cloud, Export export) throws IOException {
        URI link = cloud.desk.fileLink(Cloud.ALICE, export.id()).orElseThrow();
        List<String> names = new ArrayList<>();
        try (InputStream in = link.toURL().openStream();
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
