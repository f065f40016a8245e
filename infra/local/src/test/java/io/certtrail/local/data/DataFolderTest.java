package io.certtrail.local.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path parent = Path.of("");

    @Test
    void aFolderOfSomebodyElseIsRefusedAndNothingInItIsTouched() throws Exception {
        Path photos = Files.createDirectory(parent.resolve("photos"));
        Path photo = Files.writeString(photos.resolve("holiday.jpg"), "sun");

        assertThatThrownBy(() -> DataFolder.open(photos, true))
                .isInstanceOf(UnusableDataFolder.class)
                .hasMessageContaining("not a data folder of CertTrail")
                .hasMessageContaining("--data");
        assertThat(photo).hasContent("sun");
        assertThat(photos).isDirectoryContaining(file -> file.equals(photo));
    }

    @Test
    void aFileIsRefused() throws Exception {
        Path file = Files.writeString(parent.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.open(file, false))
                .isInstanceOf(UnusableDataFolder.class)
                .hasMessageContaining("is no folder");
    }

    @Test
    void aSecondCloudOnTheSameFolderIsToldWhoRunsThere() throws Exception {
        Path folder = parent.resolve("data");
        try (DataFolder data = DataFolder.open(folder, false)) {
            new RunningCloud(4711, URI.create("http://127.0.0.1:8080"), folder).write(data.running());

            assertThatThrownBy(() -> DataFolder.open(folder, true))
                    .isInstanceOf(UnusableDataFolder.class)
                    .hasMessageContaining("process 4711 at http://127.0.0.1:8080");
            assertThat(data.running()).exists();
        }
        DataFolder.open(folder, false).close();
    }

    @Test
    void whatAnotherVersionKeptInAnotherWayIsRefusedAndLeftAsItIs() throws Exception {
        Path folder = parent.resolve("data");
        DataFolder.open(folder, false).close();
        Path mark = Files.writeString(
                folder.resolve("certtrail-data"), "A data folder of the CertTrail local cloud, format 1.\n");

        assertThatThrownBy(() -> DataFolder.open(folder, false))
                .isInstanceOf(UnusableDataFolder.class)
                .hasMessageContaining("another version")
                .hasMessageContaining("--fresh");
        assertThat(mark).content().contains("format 1");
        DataFolder.open(folder, true).close();
        DataFolder.open(folder, false).close();
    }

    @Test
    void freshDeletesWhatAnEarlierStartKept() throws Exception {
        Path folder = parent.resolve("data");
        try (DataFolder data = DataFolder.open(folder, false)) {
            Files.createDirectories(data.dynamo());
            Files.writeString(data.dynamo().resolve("dynamodb.db"), "x");
            Files.writeString(data.secretKey(), "x");
        }

        try (DataFolder data = DataFolder.open(folder, true)) {
            assertThat(data.dynamo()).doesNotExist();
            assertThat(data.secretKey()).doesNotExist();
        }
    }

    @Test
    void whatAKilledProcessLeftAmongTheTemporaryFilesIsSwept() throws Exception {
        Path folder = parent.resolve("data");
        Path left;
        try (DataFolder data = DataFolder.open(folder, false)) {
            left = Files.writeString(data.scratch().resolve("sqlite-native.so"), "x");
        }

        try (DataFolder data = DataFolder.open(folder, false)) {
            assertThat(left).doesNotExist();
            assertThat(data.scratch()).isEmptyDirectory();
        }
    }

    @Test
    void aTemporaryFolderIsGoneWhenItIsClosed() throws Exception {
        DataFolder data = DataFolder.temporary();
        Files.writeString(data.secretKey(), "x");
        data.close();

        assertThat(data.root()).doesNotExist();
    }
}
