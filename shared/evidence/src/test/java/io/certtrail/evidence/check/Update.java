package io.certtrail.evidence.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An update by hand, put behind a PDF; and what stands in that one now. */
final class Update {
    private static final Pattern START = Pattern.compile("startxref\\s+(\\d+)\\s+%%EOF\\s*$");
    private static final Pattern TRAILER = Pattern.compile("trailer\\n<<(.*?)>>\\nstartxref", Pattern.DOTALL);

    private final String before;
    private final StringBuilder body = new StringBuilder();
    private final Map<Integer, Integer> places = new TreeMap<>();
    private String trailer;

    Update(byte[] file) {
        before = new String(file, StandardCharsets.ISO_8859_1);
        Matcher sealed = TRAILER.matcher(before);
        assertThat(sealed.find()).isTrue();
        trailer = sealed.group(1).replaceFirst("/Size \\d+", "/Size 1000");
    }

    /** The number of the last object in which this text stands. */
    int numberOf(String text) {
        int head = before.lastIndexOf(" 0 obj", before.lastIndexOf(text));
        int begin = head;
        while (Character.isDigit(before.charAt(begin - 1))) {
            begin--;
        }
        return Integer.parseInt(before.substring(begin, head));
    }

    /** The number behind a reference in the trailer. */
    int trailerReference(String name) {
        Matcher reference = Pattern.compile("/" + name + " (\\d+) 0 R").matcher(trailer);
        assertThat(reference.find()).isTrue();
        return Integer.parseInt(reference.group(1));
    }

    /** The value of an object as it stands. */
    String value(int number) {
        String head = "\n" + number + " 0 obj\n";
        int begin = before.lastIndexOf(head) + head.length();
        assertThat(begin).isGreaterThan(head.length());
        return before.substring(begin, before.indexOf("endobj", begin)).strip();
    }

    /** Names an object anew. */
    Update object(int number, String value) {
        places.put(number, body.length());
        body.append(number).append(" 0 obj\n").append(value).append("\nendobj\n");
        return this;
    }

    /** A form that shows something. */
    Update appearance(int number) {
        return object(
                number, "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Length 14>>stream\n0 0 99 99 re f\nendstream");
    }

    /** Bytes that no table names. */
    Update raw(String text) {
        body.append(text);
        return this;
    }

    /** An object that begins at a text which is there already. */
    Update within(int number, String text) {
        places.put(number, body.indexOf(text));
        return this;
    }

    Update size(int size) {
        trailer = trailer.replaceFirst("/Size \\d+", "/Size " + size);
        return this;
    }

    byte[] bytes() {
        Matcher start = START.matcher(before);
        assertThat(start.find()).isTrue();
        StringBuilder table = new StringBuilder("xref\n");
        places.forEach(
                (number, place) -> table.append("%d 1\n%010d 00000 n \n".formatted(number, before.length() + place)));
        String update = body
                + table.toString()
                + "trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n"
                        .formatted(trailer, start.group(1), before.length() + body.length());
        return (before + update).getBytes(StandardCharsets.ISO_8859_1);
    }
}
