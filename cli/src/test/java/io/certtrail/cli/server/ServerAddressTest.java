package io.certtrail.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.cli.Options;
import io.certtrail.cli.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerAddressTest {

    private static final long GONE = Long.MAX_VALUE;

    @TempDir
    Path folder;

    @Test
    void aRunningLocalCloudIsFoundFromAnyFolderBelow() throws IOException {
        running(folder, ProcessHandle.current().pid());
        Path deep = Files.createDirectories(folder.resolve("a/b"));

        ServerAddress address = find(deep, Optional.empty());

        assertThat(address.url()).hasToString("http://127.0.0.1:8080");
        assertThat(address.token()).isEqualTo("ct_admin");
        assertThat(address).hasToString("http://127.0.0.1:8080");
    }

    @Test
    void elseItIsFoundInTheProject() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        running(project, ProcessHandle.current().pid());
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));

        assertThat(find(elsewhere, Optional.of(project)).token()).isEqualTo("ct_admin");
    }

    @Test
    void orWhereItsDataIs() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        running(project, ProcessHandle.current().pid());

        assertThat(find(folder, Optional.empty(), "--data", "project/.certtrail")
                        .token())
                .isEqualTo("ct_admin");
        assertThatThrownBy(() -> find(project, Optional.empty(), "--data", "nowhere"))
                .hasMessageContaining("no local cloud is running");
    }

    @Test
    void oneThatWasStoppedIsSaid() throws IOException {
        running(folder, GONE);

        assertThatThrownBy(() -> find(folder, Optional.empty())).hasMessageContaining("is gone): start it again");
    }

    @Test
    void noneIsSaid() {
        assertThatThrownBy(() -> find(folder, Optional.empty())).hasMessageContaining("start one with ./certtrail up");
    }

    @Test
    void aBrokenFileIsSaid() throws IOException {
        running(folder, 1);
        Files.writeString(folder.resolve(".certtrail/local.json"), "{\"pid\":");

        assertThatThrownBy(() -> find(folder, Optional.empty())).hasMessageContaining("can't read");
    }

    @Test
    void theTokenOfTheLocalCloudIsNeverSentElsewhere() throws IOException {
        running(folder, ProcessHandle.current().pid());

        assertThatThrownBy(() -> find(folder, Optional.empty(), "--url", "https://certtrail.example.com"))
                .hasMessageContaining("--url needs --token-file");
        assertThat(find(folder, Optional.empty(), "--url", "http://127.0.0.1:8080/")
                        .token())
                .isEqualTo("ct_admin");
    }

    @Test
    void anUrlThatIsNoneIsSaid() {
        for (String url : List.of("127.0.0.1:8080", "ftp://x", "http://", "not a url")) {
            assertThatThrownBy(() -> find(folder, Optional.empty(), "--url", url))
                    .hasMessageContaining("--url is like https://host");
        }
    }

    @Test
    void aFileWithoutATokenIsSaid() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path two = Files.writeString(folder.resolve("two"), "ct_a\nct_b\n");

        for (Path file : List.of(empty, two)) {
            assertThatThrownBy(
                            () -> find(folder, Optional.empty(), "--url", "https://x", "--token-file", file.toString()))
                    .hasMessageContaining("holds no API token");
        }
        assertThatThrownBy(() -> find(folder, Optional.empty(), "--url", "https://x", "--token-file", "nofile"))
                .hasMessageContaining("can't read the API token");
    }

    private static void running(Path root, long pid) throws IOException {
        Path data = Files.createDirectories(root.resolve(".certtrail"));
        Files.writeString(data.resolve("admin-token"), "ct_admin\n");
        long shown = Math.min(pid, 1L << 52);
        Files.writeString(
                data.resolve("local.json"),
                "{\"pid\":" + shown + ",\"url\":\"http://127.0.0.1:8080\",\"data\":\"" + data + "\"}");
    }

    private static ServerAddress find(Path directory, Optional<Path> project, String... args) {
        return ServerAddress.find(
                Options.parse(List.of(args), ServerAddress.OPTIONS, Set.of()),
                new Surroundings(directory, project, false));
    }
}
