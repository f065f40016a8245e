package io.certtrail.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arguments of a command, taken apart: {@code --name value}, {@code --name=value}, {@code --flag}, operands. */
public final class Options {

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private final List<String> operands = new ArrayList<>();

    private Options() {}

    /**
     * Takes arguments apart.
     *
     * @param valued names of the options that take a value, with their dashes
     * @param flags names of the options that take none
     * @throws UsageException for an option that is in neither, is given twice, lacks its value or has one too many
     */
    public static Options parse(List<String> args, Set<String> valued, Set<String> flags) {
        return parse(args, valued, Set.of(), flags);
    }

    /**
     * The same with options that take a value each time, and may be given more than once.
     *
     * @param repeated their names
     */
    public static Options parse(List<String> args, Set<String> valued, Set<String> repeated, Set<String> flags) {
        Options options = new Options();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--")) {
                options.operands.addAll(args.subList(i + 1, args.size()));
                break;
            }
            if (!arg.startsWith("-") || arg.equals("-")) {
                options.operands.add(arg);
                continue;
            }
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            if (flags.contains(name)) {
                options.addFlag(name, equals >= 0);
            } else if (valued.contains(name) || repeated.contains(name)) {
                if (equals < 0 && i + 1 == args.size()) {
                    throw new UsageException(name + " needs a value");
                }
                String value = equals < 0 ? args.get(++i) : arg.substring(equals + 1);
                if (valued.contains(name)) {
                    options.addValue(name, value);
                } else {
                    options.lists
                            .computeIfAbsent(name, first -> new ArrayList<>())
                            .add(value);
                }
            } else {
                throw new UsageException("there is no option '" + name + "' here");
            }
        }
        return options;
    }

    private void addFlag(String name, boolean hasValue) {
        if (hasValue) {
            throw new UsageException(name + " takes no value");
        }
        if (!flags.add(name)) {
            throw new UsageException(name + " is given twice");
        }
    }

    private void addValue(String name, String value) {
        if (values.put(name, value) != null) {
            throw new UsageException(name + " is given twice");
        }
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The values of an option that may be given more than once, in their order. */
    public List<String> values(String name) {
        return List.copyOf(lists.getOrDefault(name, List.of()));
    }

    /**
     * The value of an option that must be given.
     *
     * @throws UsageException when it is not
     */
    public String required(String name) {
        return value(name).orElseThrow(() -> new UsageException(name + " is missing"));
    }

    /**
     * The value of an option that is a number, or {@code otherwise} when it is not given.
     *
     * @throws UsageException when it is given and no integer from {@code least} to {@code most}
     */
    public int number(String name, int least, int most, int otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " is a number, not '" + text + "'");
        }
        if (number < least || number > most) {
            throw new UsageException(name + " is from " + least + " to " + most + ", not " + text);
        }
        return number;
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }

    /** What is left: arguments that are no options, in their order. */
    public List<String> operands() {
        return List.copyOf(operands);
    }
}
