package io.certtrail.cli.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordReaderTest {

    @TempDir
    Path folder;

    @Test
    void readsPlainAndGzippedFilesAlike() throws IOException {
        Path plain = Samples.file(Samples.REAL);
        Path zipped = folder.resolve("x.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(plain, out);
        }

        assertThat(count(zipped)).isEqualTo(count(plain)).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"Records\":[{\"a\":1},{\"b\":;line 1, column 26 (/Records/1/b): Unexpected end-of-input within/between Object entries",
                "{\"Records\":[{\"a\":1} {\"b\":2}]};line 1, column 22 (/Records/1)",
                "{\"Records\":[{\"a\":1,\"a\":2}]};Duplicate field 'a'",
                "{\"Records\":[1]};line 1, column 14 (/Records/0): expected a record (an object), found a number",
                "{\"Records\":{}};expected a list of records, found an object",
                "{\"records\":[]};the object has no member Records: this is no CloudTrail log file",
                "[];expected an object with Records, found an array",
                "~~;expected an object with Records, found the end of the file",
                "{\"Records\":[]}x;line 1, column 16",
                "{\"Records\":[]}{};there is text after the end of the object",
                "no json;Unrecognized token 'no'",
            })
    void aBrokenFileSaysWhereAndWhat(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.json"), content);

        assertThatThrownBy(() -> count(file))
                .isInstanceOf(BrokenFileException.class)
                .hasMessageStartingWith("line 1, column")
                .hasMessageContaining(message);
    }

    @Test
    void invalidUtf8IsSaid() throws IOException {
        Path file = Files.write(
                folder.resolve("latin.json"),
                "{\"Records\":[{\"a\":\"\u00e4\"}]}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> count(file)).hasMessageContaining("not valid UTF-8");
    }

    @Test
    void aCutGzipFileIsSaid() throws IOException {
        Path whole = folder.resolve("whole.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            Files.copy(Samples.file(Samples.REAL), out);
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.json.gz"), Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> count(cut)).hasMessageContaining("the gzip data ends too early: the file is cut");
    }

    @Test
    void aDamagedGzipFileIsSaid() throws IOException {
        Path file = Files.write(
                folder.resolve("bad.json.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7});

        assertThatThrownBy(() -> count(file)).hasMessageContaining("the gzip data is damaged");
    }

    private static int count(Path file) throws IOException {
        try (RecordReader reader = RecordReader.open(file)) {
            while (reader.next() != null) {
                // Counted by the reader.
            }
            return reader.count();
        }
    }
}
