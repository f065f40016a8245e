package io.certtrail.e2e.tour;

import java.util.ArrayList;
import java.util.List;

/**
 * One command of a page and what the page says that it prints: a {@code console} block holds lines that begin with
 * {@code $ }, each followed by its output. A command goes on in the next line after a backslash.
 */
record Snippet(String command, List<String> output) {

    static List<Snippet> of(String page) {
        List<Snippet> snippets = new ArrayList<>();
        boolean inside = false;
        String command = "";
        boolean goesOn = false;
        List<String> output = new ArrayList<>();
        for (String line : page.split("\n", -1)) {
            if (goesOn) {
                command += "\n" + line;
                goesOn = line.endsWith("\\");
                continue;
            }
            boolean fence = line.startsWith("```");
            if (inside && (fence || line.startsWith("$ ")) && !command.isEmpty()) {
                snippets.add(new Snippet(command, List.copyOf(output)));
                command = "";
                output.clear();
            }
            if (fence) {
                inside = line.equals("```console");
            } else if (inside && line.startsWith("$ ")) {
                command = line.substring(2);
                goesOn = line.endsWith("\\");
            } else if (inside) {
                output.add(line);
            }
        }
        return snippets;
    }
}
