package io.certtrail.e2e.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder that the launcher takes for a machine: a project in it, and the JDKs and the Maven that a test puts there.
 * Their paths have spaces.
 */
final class FakeMachine {

    private static final List<String> TOOLS = List.of(
            "sh",
            "awk",
            "cat",
            "cksum",
            "dirname",
            "env",
            "find",
            "grep",
            "head",
            "kill",
            "mkdir",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "sort",
            "tail",
            "tee");
    private static final String MAIN = "the launcher";

    private final Path root;
    private final Path project;
    private final Map<String, String> environment = new HashMap<>();

    FakeMachine(Path folder) throws IOException {
        root = Files.createDirectories(folder.toRealPath().resolve("a machine"));
        project = Files.createDirectories(root.resolve("my project"));
        Files.createDirectories(root.resolve("bin"));
        Files.createDirectories(home());
        for (String tool : TOOLS) {
            Path real = Stream.of("/usr/bin", "/bin")
                    .map(dir -> Path.of(dir, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElse(null);
            if (real != null) {
                Files.createSymbolicLink(root.resolve("bin").resolve(tool), real);
            }
        }
        Path launcher = Path.of(System.getProperty("certtrail.root")).resolve("certtrail");
        Files.copy(launcher, project.resolve("certtrail"));
        executable(project.resolve("certtrail"));
        write("pom.xml", "<artifactId>certtrail</artifactId>\n<version>1.2.3</version>\n");
        write(".mvn/jvm.config", "");
        for (String module : List.of(
                "shared/ledger",
                "shared/domain",
                "shared/check",
                "shared/evidence",
                "shared/aws",
                "functions/api",
                "functions/ledger",
                "functions/export",
                "functions/scan",
                "infra/local",
                "cli")) {
            write(module + "/pom.xml", module);
            write(module + "/src/main/java/Main.java", module);
        }
        environment.put("PATH", root.resolve("bin").toString());
        environment.put("HOME", home().toString());
        environment.put("CERTTRAIL_SEARCH_ROOT", root.toString());
    }

    Path home() {
        return root.resolve("home");
    }

    Path path(String place) {
        return root.resolve(place);
    }

    FakeMachine set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    FakeMachine withJdk(String place, String version) throws IOException {
        withJre(place, version);
        executable(Files.writeString(path(place).resolve("bin/javac"), "#!/bin/sh\n"));
        return this;
    }

    /** A Java without a compiler; it prints what it is run with. */
    FakeMachine withJre(String place, String version) throws IOException {
        Path bin = Files.createDirectories(path(place).resolve("bin"));
        Files.writeString(path(place).resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(Files.writeString(bin.resolve("java"), """
                #!/bin/sh
                echo "java of $JAVA_HOME, process $$, in $(pwd)"
                for arg in "$@"; do printf '[%s] ' "$arg"; done
                exit "${FAKE_EXIT:-0}"
                """));
        return this;
    }

    FakeMachine onPath(String name, Path target) throws IOException {
        Files.createSymbolicLink(root.resolve("bin").resolve(name), target);
        return this;
    }

    /** A Maven that packages what it is told to, and reports tests. */
    FakeMachine withMaven() throws IOException {
        return maven("""
                #!/bin/sh
                echo "$*" >mvn.arguments
                module=cli
                while [ $# -gt 0 ]; do [ "$1" != -pl ] || module=$2; shift; done
                mkdir -p "$module/target"
                echo jar >"$module/target/certtrail-${module##*/}-1.2.3.jar"
                echo "[INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s -- in A"
                echo "[INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0"
                echo "[WARNING] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1"
                """);
    }

    /** What the Maven of this machine was last called with. */
    String mavenArguments() throws IOException {
        return Files.readString(project.resolve("mvn.arguments"));
    }

    FakeMachine withFailingMaven() throws IOException {
        return maven("#!/bin/sh\necho '[ERROR] Main.java:[3,1] it is broken'\nexit 1\n");
    }

    private FakeMachine maven(String script) throws IOException {
        withoutMaven();
        executable(Files.writeString(root.resolve("bin/mvn"), script));
        return this;
    }

    void withoutMaven() throws IOException {
        Files.deleteIfExists(root.resolve("bin/mvn"));
    }

    void write(String place, String text) throws IOException {
        Path file = project.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void delete(String place) throws IOException {
        Files.delete(project.resolve(place));
    }

    Ran run(String... args) throws IOException, InterruptedException {
        return start(project, List.of(project.resolve("certtrail").toString()), args);
    }

    /** Runs it from the home folder, by a link to a link. */
    Ran runLinked(String... args) throws IOException, InterruptedException {
        Path first = Files.createSymbolicLink(root.resolve(MAIN), Path.of("my project", "certtrail"));
        Path second = Files.createSymbolicLink(home().resolve("ct"), first);
        return start(home(), List.of(second.toString()), args);
    }

    Ran runWith(String shell, String... args) throws IOException, InterruptedException {
        return start(project, List.of(shell, project.resolve("certtrail").toString()), args);
    }

    /** The shells that there are here. */
    List<String> shells() {
        return Stream.of("/bin/dash", "/bin/bash", "/bin/ksh", "/bin/zsh", "/usr/bin/yash", "/bin/sh")
                .filter(shell -> Files.isExecutable(Path.of(shell)))
                .toList();
    }

    private Ran start(Path directory, List<String> command, String... args) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(args));
        Path out = Files.createTempFile(root, "out", "");
        Path err = Files.createTempFile(root, "err", "");
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher did not end: " + Files.readString(err));
        }
        return new Ran(
                process.pid(),
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
