package io.certtrail.domain.settings;

import io.certtrail.domain.problem.Found;
import io.certtrail.domain.problem.Violation;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonPointers;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a setting may be. Every kind says in words what it takes, and everything that is wrong with a value. */
public sealed interface SettingType {
    /** How the definitions and the API call it. */
    String kind();

    /** Its bounds by their names, for programs; empty if it has none that a number tells. */
    default Json.Obj bounds() {
        return Json.Obj.EMPTY;
    }

    /** What it takes, for a sentence that begins with "expected". */
    String phrase();

    /**
     * Everything that is wrong with a value; it is never null of JSON, which means the default.
     *
     * @param pointer where the value stands
     */
    List<Violation> violations(Json value, String pointer);

    /** The value without what is secret in it: what a caller sees and the ledger keeps. */
    default Json masked(Json value) {
        return value;
    }

    private static List<Violation> wrong(String pointer, String expected, Json found) {
        return List.of(new Violation(pointer, "expected " + expected + ", found " + Found.phrase(found)));
    }

    /** An integer within bounds, both included. */
    record Whole(long min, long max) implements SettingType {
        @Override
        public String kind() {
            return "integer";
        }

        @Override
        public Json.Obj bounds() {
            return Json.obj().put("min", min).put("max", max).build();
        }

        @Override
        public String phrase() {
            return "an integer of %d to %d".formatted(min, max);
        }

        @Override
        public List<Violation> violations(Json value, String pointer) {
            boolean fits = value instanceof Json.Num(long number) && number >= min && number <= max;
            return fits ? List.of() : wrong(pointer, phrase(), value);
        }
    }

    /** Integers within bounds, no two the same. */
    record Wholes(long min, long max, int most) implements SettingType {
        @Override
        public String kind() {
            return "integers";
        }

        @Override
        public Json.Obj bounds() {
            return Json.obj().put("min", min).put("max", max).put("most", most).build();
        }

        @Override
        public String phrase() {
            return "a list of 1 to %d different integers of %d to %d".formatted(most, min, max);
        }

        @Override
        public List<Violation> violations(Json value, String pointer) {
            if (!(value instanceof Json.Arr(List<Json> items)) || items.isEmpty() || items.size() > most) {
                return wrong(pointer, phrase(), value);
            }
            List<Violation> violations = new ArrayList<>();
            Set<Json> seen = new HashSet<>();
            for (int i = 0; i < items.size(); i++) {
                String at = JsonPointers.item(pointer, i);
                violations.addAll(new Whole(min, max).violations(items.get(i), at));
                if (!seen.add(items.get(i))) {
                    violations.add(new Violation(at, "this number stands in the list twice"));
                }
            }
            return violations;
        }
    }

    /** True or false. */
    record Flag() implements SettingType {
        @Override
        public String kind() {
            return "boolean";
        }

        @Override
        public String phrase() {
            return "true or false";
        }

        @Override
        public List<Violation> violations(Json value, String pointer) {
            return value instanceof Json.Bool ? List.of() : wrong(pointer, phrase(), value);
        }
    }

    /** Some text in one line. */
    record Text(int most) implements SettingType {
        @Override
        public String kind() {
            return "text";
        }

        @Override
        public Json.Obj bounds() {
            return Json.obj().put("most", most).build();
        }

        @Override
        public String phrase() {
            return "a string of 1 to %d characters".formatted(most);
        }

        @Override
        public List<Violation> violations(Json value, String pointer) {
            if (!(value instanceof Json.Str(String text)) || text.isBlank() || text.length() > most) {
                return wrong(pointer, phrase(), value);
            }
            List<Flaw> flaws = new ArrayList<>();
            EntryRules.text(pointer, text, flaws);
            return flaws.stream()
                    .map(flaw -> new Violation(flaw.pointer(), flaw.message()))
                    .toList();
        }
    }

    /** Texts in one line each, no two the same. */
    record Texts(int max, int most) implements SettingType {
        @Override
        public String kind() {
            return "texts";
        }

        @Override
        public Json.Obj bounds() {
            return Json.obj().put("max", max).put("most", most).build();
        }

        @Override
        public String phrase() {
            return "a list of at most %d different strings of 1 to %d characters".formatted(most, max);
        }

        @Override
        public List<Violation> violations(Json value, String pointer) {
            if (!(value instanceof Json.Arr(List<Json> items)) || items.size() > most) {
                return wrong(pointer, phrase(), value);
            }
            List<Violation> violations = new ArrayList<>();
            Set<Json> seen = new HashSet<>();
            for (int i = 0; i < items.size(); i++) {
                String at = JsonPointers.item(pointer, i);
                violations.addAll(new Text(max).violations(items.get(i), at));
                if (!seen.add(items.get(i))) {
                    violations.add(new Violation(at, "this string stands in the list twice"));
                }
            }
            return violations;
        }
    }

    /** A day in UTC. */
    record Day() implements SettingType {
        @Override
        public String kind() {
            return "day";
        }

        @Override
        public String phrase() {
            return "a day as YYYY-MM-DD";
        }

        @Override
        public List<Violation> violations(Json value, String pointer) {
            return value instanceof Json.Str(String text) && isDay(text) ? List.of() : wrong(pointer, phrase(), value);
        }

        private static boolean isDay(String text) {
            try {
                return text.length() == "YYYY-MM-DD".length()
                        && LocalDate.parse(text).toString().equals(text);
            } catch (DateTimeParseException e) {
                return false;
            }
        }
    }

    /**
     * An address of the web.
     *
     * @param loopback whether it may be of this machine and without TLS, which is for what stands in for a cloud
     * @param plain whether it may be without TLS: of what signs its answers
     */
    record Url(boolean loopback, boolean plain) implements SettingType {
        /** Most characters of one. */
        public static final int LONGEST = 500;

        @Override
        public String kind() {
            return "url";
        }

        @Override
        public String phrase() {
            return plain ? WebAddress.PLAIN_PHRASE : WebAddress.PHRASE;
        }

        @Override
        public List<Violation> violations(Json value, String pointer) {
            return value instanceof Json.Str(String text) && isOne(text) ? List.of() : wrong(pointer, phrase(), value);
        }

        private boolean isOne(String text) {
            return plain ? WebAddress.isPlainOne(text, loopback) : WebAddress.isOne(text, loopback);
        }
    }

    /** Roles by values of a claim. */
    record Roles(int most) implements SettingType {
        /** The names of the roles that there are. */
        static final Set<String> NAMES = Set.of("admin", "operator", "auditor", "viewer", "agent", "ingest");

        private static final int LONGEST_VALUE = 200;

        @Override
        public String kind() {
            return "roles";
        }

        @Override
        public Json.Obj bounds() {
            return Json.obj().put("most", most).build();
        }

        @Override
        public String phrase() {
            return "an object of at most %d claim values, each with a role".formatted(most);
        }

        @Override
        public List<Violation> violations(Json value, String pointer) {
            if (!(value instanceof Json.Obj(Map<String, Json> members)) || members.size() > most) {
                return wrong(pointer, phrase(), value);
            }
            List<Violation> violations = new ArrayList<>();
            members.forEach((name, role) -> {
                String at = JsonPointers.member(pointer, name);
                violations.addAll(new Text(LONGEST_VALUE).violations(Json.of(name), at));
                if (!(role instanceof Json.Str(String text)) || !NAMES.contains(text)) {
                    violations.addAll(wrong(
                            at,
                            "one of "
                                    + String.join(", ", NAMES.stream().sorted().toList()),
                            role));
                }
            });
            return violations;
        }
    }

    /** Where notifications are sent ({@link Channel}). */
    record Channels(int most, boolean loopback) implements SettingType {
        /** Most characters of a channel's name. */
        public static final int LONGEST_NAME = 60;

        @Override
        public String kind() {
            return "channels";
        }

        @Override
        public Json.Obj bounds() {
            return Json.obj().put("most", most).build();
        }

        @Override
        public String phrase() {
            return "a list of at most %d channels".formatted(most);
        }

        @Override
        public List<Violation> violations(Json value, String pointer) {
            return value instanceof Json.Arr(List<Json> items) && items.size() <= most
                    ? ChannelJson.violations(items, pointer, loopback)
                    : wrong(pointer, phrase(), value);
        }

        @Override
        public Json masked(Json value) {
            return ChannelJson.masked(value);
        }
    }
}
