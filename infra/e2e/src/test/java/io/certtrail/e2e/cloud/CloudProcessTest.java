package io.certtrail.e2e.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code certtrail up} as whoever starts it meets it. */
@Timeout(600)
class CloudProcessTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theFirstStartSaysWhatItMadeAndALaterOneKeepsIt() throws Exception {
        Path data = folder.resolve("data");
        Corpus corpus = new Corpus("restart", 10);
        String token;
        try (CloudProcess cloud = CloudProcess.start(data);
                ApiClient api = cloud.api()) {
            token = cloud.file("admin-token");
            assertThat(cloud.output())
                    .contains(
                            data.resolve("admin-token").toString(),
                            data.resolve("log.vkey").toString());
            for (String secret : List.of("admin-token", "secret-key", "checkpoint-key", "export-key")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
                        .as(secret)
                        .isEqualTo("rw-------");
            }
            assertThat(cloud.file("local.json")).contains(cloud.url().toString(), Long.toString(cloud.pid()));
            corpus.importInto(api, 0);
            assertThat(cloud.stop()).isIn(0, 143);
            assertThat(data.resolve("local.json")).doesNotExist();
        }

        try (CloudProcess cloud = CloudProcess.start(data);
                ApiClient api = cloud.api()) {
            assertThat(cloud.output()).doesNotContain("first start");
            assertThat(cloud.file("admin-token")).isEqualTo(token);
            UUID last = corpus.ids().getLast();
            assertThat(api.get("/api/audit/" + last + "?wait=10").statusCode()).isEqualTo(200);
        }

        try (CloudProcess cloud = CloudProcess.start(data, "--fresh")) {
            assertThat(cloud.file("admin-token")).isNotEqualTo(token);
        }
    }

    @Test
    void aSecondOneOnTheSameFolderOrPortIsRefusedAndTheFirstGoesOn() throws Exception {
        Path data = folder.resolve("data");
        try (CloudProcess cloud = CloudProcess.start(data);
                CloudProcess sameFolder = CloudProcess.launch(data, "--fresh");
                CloudProcess samePort = CloudProcess.launch(
                        folder.resolve("other"),
                        "--port",
                        Integer.toString(cloud.url().getPort()));
                ApiClient api = cloud.api()) {
            assertThat(sameFolder.exitCode()).isEqualTo(1);
            assertThat(sameFolder.output())
                    .contains("a local cloud is running on", "process " + cloud.pid())
                    .doesNotContain("Exception");
            assertThat(samePort.exitCode()).isEqualTo(1);
            assertThat(samePort.output()).contains("is taken", "--port").doesNotContain("Exception");
            assertThat(api.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void itStopsInSecondsWhenItIsAsked() throws Exception {
        try (CloudProcess cloud = CloudProcess.start(folder.resolve("data"))) {
            long before = System.nanoTime();
            cloud.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void nothingListensButOnTheLoopbackAddress() throws Exception {
        try (CloudProcess cloud = CloudProcess.start(folder.resolve("data"))) {
            for (int port : List.of(cloud.url().getPort(), s3Port(cloud))) {
                assertThat(canConnect(InetAddress.getLoopbackAddress(), port)).isTrue();
                for (InetAddress address : otherAddresses()) {
                    assertThat(canConnect(address, port))
                            .as("%s port %d", address, port)
                            .isFalse();
                }
            }
        }
    }

    private static int s3Port(CloudProcess cloud) {
        return cloud.file("s3-settings")
                .lines()
                .filter(line -> line.startsWith("port="))
                .mapToInt(line -> Integer.parseInt(line.substring("port=".length())))
                .findFirst()
                .orElseThrow();
    }

    private static List<InetAddress> otherAddresses() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
    }

    private static boolean canConnect(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
