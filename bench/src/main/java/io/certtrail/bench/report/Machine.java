package io.certtrail.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machine that the figures are of. */
public final class Machine {
    private static final Path CPUS = Path.of("/proc/cpuinfo");
    private static final Path LOAD = Path.of("/proc/loadavg");

    private Machine() {}

    /** What is worth knowing, by name, in order. */
    public static Map<String, String> facts(Clock clock) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("CPU", cpu());
        facts.put("memory", memory());
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vm.vendor") + " " + Runtime.version());
        facts.put(
                "JVM arguments",
                withoutProperties(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        facts.put("load before", load());
        return facts;
    }

    /** Properties are the launcher's: they name folders of this machine, and make nothing faster. */
    static String withoutProperties(List<String> arguments) {
        return arguments.stream().filter(argument -> !argument.startsWith("-D")).collect(Collectors.joining(" "));
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(CPUS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String memory() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            return (system.getTotalMemorySize() >> 20) + " MB";
        }
        return "unknown";
    }

    /** Of other programs too: a figure from a busy machine says less. */
    private static String load() {
        try {
            return Files.readString(LOAD).strip();
        } catch (IOException e) {
            return "%.2f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }
}
