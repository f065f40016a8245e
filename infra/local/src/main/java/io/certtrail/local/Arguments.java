package io.certtrail.local;

import java.nio.file.Path;
import java.util.List;

/** The command line: {@code [up] [--port N] [--data DIR] [--fresh] [--adversary SEED] [--set-up JSON]}. */
final class Arguments {
    static final String USAGE = """
            usage: certtrail up [--port 8080] [--data DIR] [--fresh] [--adversary SEED]
                                [--set-up JSON]

              --port N          where the API listens, on 127.0.0.1 alone; 0 takes any free port (8080)
              --data DIR        where everything is kept (.certtrail)
              --fresh           begin anew: what an earlier start kept there is deleted
              --adversary SEED  be as unkind as a cloud can be, for tests
              --set-up JSON     invoke the set-up function with this first, as an operator does (docs/deploy.md)
            """;

    private static final Path DEFAULT_DATA = Path.of(".certtrail");

    private Arguments() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if something in it can't be understood; the message says what
     */
    static LocalOptions parse(List<String> arguments) {
        LocalOptions options = LocalOptions.on(DEFAULT_DATA);
        int at = !arguments.isEmpty() && arguments.getFirst().equals("up") ? 1 : 0;
        while (at < arguments.size()) {
            String name = arguments.get(at++);
            if (name.equals("--fresh")) {
                options = options.withFresh();
                continue;
            }
            int equals = name.indexOf('=');
            if (equals < 0 && at == arguments.size()) {
                throw new IllegalArgumentException(name + " is not known, or has no value");
            }
            String value = equals < 0 ? arguments.get(at++) : name.substring(equals + 1);
            options = with(options, equals < 0 ? name : name.substring(0, equals), value);
        }
        return options;
    }

    private static LocalOptions with(LocalOptions options, String name, String value) {
        return switch (name) {
            case "--port" -> options.withPort((int) number(name, value));
            case "--data" -> options.withData(Path.of(value));
            case "--set-up" -> options.withSetUp(value);
            case "--adversary" -> options.withAdversary(number(name, value));
            default -> throw new IllegalArgumentException(name + " is not known");
        };
    }

    private static long number(String name, String value) {
        try {
            return name.equals("--port") ? Integer.parseInt(value) : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s takes a whole number, found %s".formatted(name, value), e);
        }
    }
}
