package io.certtrail.domain.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads the table of events.md, its shorthand included, as {@code action -> what it says of it}. */
final class EventsTable {
    private static final String SLASH = " / ";
    private static final Pattern PARENTHESES = Pattern.compile(" \\([^)]*\\)");

    /** Rows that give fewer lists of details than actions: which of the lists each action takes. */
    private static final Map<String, List<Integer>> UNEVEN = Map.of(
            "alert.opened", List.of(0, 1, 1, 2, 1),
            "deployment.validation.passed", List.of(0, 1, 1));

    record Row(String severity, String resource, List<String> details) {}

    private EventsTable() {}

    static Map<String, Row> read() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(EventsTable.class.getResourceAsStream("events.md"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("| ") && !line.startsWith("| action "))
                    .forEach(line -> addLine(line, rows));
        }
        return rows;
    }

    private static void addLine(String line, Map<String, Row> rows) {
        String[] cells = line.split("\\|", -1);
        List<String> actions = actions(cells[1].strip());
        List<String> severities = split(cells[2].strip());
        List<List<String>> details = details(cells[4].strip(), actions);
        for (int i = 0; i < actions.size(); i++) {
            String severity = severities.size() == 1 ? severities.getFirst() : severities.get(i);
            rows.put(actions.get(i), new Row(severity, cells[3].strip(), details.get(i)));
        }
    }

    private static List<String> actions(String cell) {
        List<String> actions = new ArrayList<>();
        for (String name : split(cell)) {
            if (name.startsWith(".")) {
                String first = actions.getFirst();
                actions.add(first.substring(0, first.lastIndexOf('.')) + name);
            } else {
                actions.add(name);
            }
        }
        return actions;
    }

    /** The details of each action of a row. */
    private static List<List<String>> details(String cell, List<String> actions) {
        List<List<String>> details = new ArrayList<>();
        actions.forEach(_ -> details.add(new ArrayList<>()));
        for (String group : PARENTHESES.matcher(cell).replaceAll("").split(", and ", -1)) {
            List<String> lists = split(group);
            for (int i = 0; i < actions.size(); i++) {
                String list = lists.get(listOf(i, lists.size(), actions));
                if (list.startsWith("+ ")) {
                    details.get(i).addAll(names(lists.getFirst(), i));
                    list = list.substring(2);
                }
                details.get(i).addAll(names(list, i));
            }
        }
        return details;
    }

    private static int listOf(int action, int lists, List<String> actions) {
        if (lists == 1) {
            return 0;
        }
        return lists == actions.size()
                ? action
                : Objects.requireNonNull(UNEVEN.get(actions.getFirst())).get(action);
    }

    private static List<String> names(String list, int action) {
        return Arrays.stream(list.split(", ", -1))
                .map(name -> name.contains(" or ") ? name.split(" or ", -1)[action] : name)
                .map(name -> name.equals("url host") ? "urlHost" : name)
                .toList();
    }

    private static List<String> split(String cell) {
        return List.of(cell.split(Pattern.quote(SLASH), -1));
    }
}
