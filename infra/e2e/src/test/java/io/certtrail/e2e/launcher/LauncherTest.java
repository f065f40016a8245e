package io.certtrail.e2e.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher as a person meets it: on machines with the right JDK, with an old one, with none. */
class LauncherTest {

    @TempDir
    Path folder;

    private FakeMachine machine;

    @BeforeEach
    void aMachineWithNothing() throws IOException {
        machine = new FakeMachine(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/jvm/temurin-25",
                "Library/Java/JavaVirtualMachines/jdk 25.jdk/Contents/Home",
                "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
                "home/.sdkman/candidates/java/25-tem",
                "home/.jdks/openjdk-25",
                "home/.asdf/installs/java/temurin-25",
            })
    void aJdkIsFoundInTheUsualPlaces(String place) throws Exception {
        machine.withJdk(place, "25.0.1").withMaven();

        Ran ran = machine.run("verify", "some file");

        assertThat(ran.exitCode()).as(ran.all()).isZero();
        assertThat(ran.out()).contains("java of " + machine.path(place), "[verify] [some file]");
    }

    @Test
    void javaHomeComesFirst() throws Exception {
        machine.withJdk("usr/lib/jvm/a", "25").withJdk("my jdk", "26.0.1").withMaven();
        machine.set("JAVA_HOME", machine.path("my jdk").toString());

        assertThat(machine.run("verify").out()).contains("java of " + machine.path("my jdk"));
    }

    @Test
    void anOldJavaHomeAndAnOldJavaOnThePathArePassedOver() throws Exception {
        machine.withJdk("old", "17.0.9")
                .withJdk("usr/lib/jvm/older", "1.8.0_301")
                .withJdk("usr/lib/jvm/z25", "25.0.3");
        machine.set("JAVA_HOME", machine.path("old").toString())
                .withMaven()
                .onPath("java", machine.path("old/bin/java"));

        assertThat(machine.run("verify").out()).contains("java of " + machine.path("usr/lib/jvm/z25"));
    }

    @Test
    void javaOnThePathIsFollowedToItsHome() throws Exception {
        machine.withJdk("somewhere else/jdk", "25.0.3").withMaven();
        machine.onPath("java", machine.path("somewhere else/jdk/bin/java"));

        assertThat(machine.run("verify").out()).contains("java of " + machine.path("somewhere else/jdk"));
    }

    @Test
    void withoutAnyItSaysWhatIsThereAndHowToGetOne() throws Exception {
        machine.withJdk("usr/lib/jvm/java-17", "17.0.9")
                .withJre("usr/lib/jvm/jre-25", "25")
                .withMaven();

        Ran ran = machine.run("verify", "x");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .contains("no JDK 25 or later found")
                .contains(machine.path("usr/lib/jvm/java-17") + " (Java 17)")
                .contains(machine.path("usr/lib/jvm/jre-25") + " (Java 25 without a compiler)")
                .contains("brew install openjdk@25", "apt install", "sdk install java");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void withoutMavenItSaysHowToGetIt() throws Exception {
        machine.withJdk("usr/lib/jvm/25", "25");

        Ran ran = machine.run("verify", "x");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("there is no mvn", "apt install maven");
    }

    @Test
    void onlyWhatChangedIsBuilt() throws Exception {
        machine.withJdk("usr/lib/jvm/25", "25").withMaven();

        assertThat(machine.run("verify").err()).contains("building cli (first time");
        assertThat(machine.run("token", "new").err()).isEmpty();
        machine.write("shared/ledger/src/main/java/A.java", "changed");
        assertThat(machine.run("verify").err()).contains("building cli (sources changed)");
        machine.delete("shared/ledger/src/main/java/A.java");
        assertThat(machine.run("verify").err()).contains("building cli (sources changed)");
        machine.write("shared/check/src/main/java/C.java", "checks bundles");
        assertThat(machine.run("verify").err()).contains("building cli (sources changed)");
        machine.write("shared/evidence/src/main/java/D.java", "makes bundles, which the command line does not");
        machine.write("functions/api/src/main/java/B.java", "not part of the command line");
        assertThat(machine.run("verify").err()).isEmpty();
    }

    @Test
    void onceBuiltMavenIsNotNeeded() throws Exception {
        machine.withJdk("usr/lib/jvm/25", "25").withMaven();
        machine.run("verify");
        machine.withoutMaven();

        assertThat(machine.run("verify").exitCode()).isZero();
    }

    @Test
    void aFailedBuildSaysWhyAndIsTriedAgain() throws Exception {
        machine.withJdk("usr/lib/jvm/25", "25").withFailingMaven();

        Ran ran = machine.run("verify");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("Main.java:[3,1] it is broken", "the build failed");
        assertThat(machine.run("verify").err()).contains("building cli");
    }

    @Test
    void theProgramsExitCodeAndItsProcessAreTheLaunchers() throws Exception {
        machine.withJdk("usr/lib/jvm/25", "25").withMaven();
        machine.set("FAKE_EXIT", "2");

        Ran ran = machine.run("verify", "x");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).contains("process " + ran.pid());
    }

    @Test
    void upPassesItsOptionsOn() throws Exception {
        machine.withJdk("usr/lib/jvm/25", "25").withMaven();

        Ran ran = machine.run("up", "--port", "9090", "--data", "my data", "--fresh");

        assertThat(ran.out()).contains("certtrail-local-1.2.3.jar", "[--port] [9090] [--data] [my data] [--fresh]");
    }

    @Test
    void testShowsTheTotalsAndKeepsTheExitCode() throws Exception {
        machine.withJdk("usr/lib/jvm/25", "25").withMaven();

        Ran green = machine.run("test");
        assertThat(green.exitCode()).isZero();
        assertThat(green.out()).contains("Tests run: 12, Failures: 0, Errors: 0, Skipped: 1 (all modules)");
        assertThat(green.err()).contains("all green");

        machine.withFailingMaven();
        Ran red = machine.run("test");
        assertThat(red.exitCode()).isEqualTo(1);
        assertThat(red.out()).contains("it is broken");
    }

    @Test
    void testNightlyAsksForMoreAndPassesTheRestOn() throws Exception {
        machine.withJdk("usr/lib/jvm/25", "25").withMaven();

        assertThat(machine.run("test", "-Dx=1").exitCode()).isZero();
        assertThat(machine.mavenArguments()).contains("-Dx=1 verify").doesNotContain("schedules");

        assertThat(machine.run("test", "--nightly", "-Dx=1").exitCode()).isZero();
        assertThat(machine.mavenArguments())
                .contains("-Dcerttrail.schedules=10000", "-Dx=1 verify")
                .doesNotContain("--nightly");
    }

    @Test
    void itWorksThroughALinkAndFromAnywhere() throws Exception {
        machine.withJdk("usr/lib/jvm/25", "25").withMaven();

        Ran ran = machine.runLinked("verify", "x");

        assertThat(ran.out()).contains("in " + machine.home(), "[verify] [x]");
    }

    @Test
    void helpAndVersionNeedNothing() throws Exception {
        assertThat(machine.run("version").out()).isEqualTo("certtrail 1.2.3\n");
        assertThat(machine.run().out()).startsWith("usage: certtrail COMMAND");
        assertThat(machine.run("--help").exitCode()).isZero();
    }

    @Test
    void anUnknownCommandExitsWith64() throws Exception {
        Ran ran = machine.run("frobnicate");

        assertThat(ran.exitCode()).isEqualTo(64);
        assertThat(ran.err()).contains("there is no command 'frobnicate'", "usage: certtrail COMMAND");
    }

    @Test
    void aLockThatADeadBuildLeftIsTakenOver() throws Exception {
        machine.withJdk("usr/lib/jvm/25", "25").withMaven();
        machine.write("target/build.lock/pid", "999999999\n");

        assertThat(machine.run("verify").exitCode()).isZero();
    }

    @Test
    void everyShellOfTheMachineRunsIt() throws Exception {
        machine.withJdk("usr/lib/jvm/25", "25").withMaven();

        for (String shell : machine.shells()) {
            assertThat(machine.runWith(shell, "verify", "a b").out()).as(shell).contains("[verify] [a b]");
        }
    }
}
