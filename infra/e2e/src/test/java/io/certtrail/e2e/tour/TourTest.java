package io.certtrail.e2e.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever follows the README on a fresh clone sees what it shows. */
class TourTest {

    private static final Path ROOT = Path.of(System.getProperty("certtrail.root"));

    @TempDir
    Path folder;

    @Test
    void theTourOfTheReadmeShowsJustThat() throws Exception {
        List<Snippet> snippets = Snippet.of(Files.readString(ROOT.resolve("README.md")));
        assertThat(snippets).extracting(Snippet::command).anyMatch(command -> command.startsWith("./certtrail up"));

        try (Terminal terminal = new Terminal(project())) {
            for (Snippet snippet : snippets) {
                List<String> shown = terminal.run(snippet.command());

                assertThat(Shown.of(shown)).as(snippet.command()).isEqualTo(Shown.of(snippet.output()));
            }
        }
    }

    /** A clone as far as the tour needs one, with the real files beside it, or a few of them where those are missing. */
    private Path project() throws IOException {
        Path project = Files.createDirectories(folder.toRealPath().resolve("certtrail"));
        Files.createSymbolicLink(project.resolve("certtrail"), ROOT.resolve("certtrail"));
        Path real = ROOT.resolve("../shared/data/cloudtrail").normalize();
        Path few = ROOT.resolve("cli/src/test/resources/cloudtrail");
        Path data = Files.createDirectories(folder.resolve("shared/data"));
        Files.createSymbolicLink(data.resolve("cloudtrail"), Files.isDirectory(real) ? real : few);
        return project;
    }
}
