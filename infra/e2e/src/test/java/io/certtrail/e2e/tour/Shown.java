package io.certtrail.e2e.tour;

import java.util.List;

/** Output without what differs from run to run and from machine to machine. */
final class Shown {

    private Shown() {}

    static List<String> of(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith("certtrail: building"))
                .map(Shown::of)
                .toList();
    }

    private static String of(String line) {
        return line.replaceAll("(~|/\\S*)/certtrail/", "PROJECT/")
                .replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "ID")
                .replaceAll("\\b[0-9a-f]{64}\\b", "HASH")
                .replaceAll("key [0-9a-f]{8}\\b", "key ID")
                .replaceAll("\\b[0-9]+([.,:-][0-9]+)*\\b", "N")
                .replaceAll("N (second|entry|entries)s?", "N $1")
                .replaceAll("N entr(y|ies)", "N entries")
                .replaceAll(" +", " ");
    }
}
