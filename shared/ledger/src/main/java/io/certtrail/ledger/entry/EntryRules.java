package io.certtrail.ledger.entry;

import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonPointers;
import io.certtrail.ledger.json.JsonReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules that every entry keeps, in one place for the door, the chain and the verifier: no control characters outside
 * {@code details}, optional members absent rather than empty, times of the one form, details at most
 * {@value JsonReader#MAX_DEPTH} deep and, if they are kept elsewhere, saying so exactly ({@link DetailsReference}).
 */
public final class EntryRules {
    private EntryRules() {}

    /** Whether no string outside {@code details} may hold the character. */
    public static boolean isControl(char c) {
        return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
    }

    /**
     * Text that the system itself picks up from outside (a user agent, a name typed at login), made fit for an entry:
     * every control character and every lone surrogate becomes U+FFFD.
     */
    public static String replaceControls(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isControl(c) && !isLoneSurrogate(text, i)) {
                continue;
            }
            clean = clean == null ? new StringBuilder(text) : clean;
            clean.setCharAt(i, '\uFFFD');
        }
        return clean == null ? text : clean.toString();
    }

    /**
     * What is wrong with a string outside {@code details}.
     *
     * @param pointer the string's JSON pointer
     */
    public static void text(String pointer, String value, List<Flaw> flaws) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x20 && c < 0x7F) {
                continue;
            }
            if (isControl(c)) {
                flaws.add(new Flaw(pointer, "holds the control character U+%04X at %d".formatted((int) c, i)));
                return;
            }
            if (isLoneSurrogate(value, i)) {
                flaws.add(new Flaw(pointer, "holds half of a surrogate pair at " + i));
                return;
            }
        }
    }

    /** What is wrong with {@code details} that the system wrote. */
    public static List<Flaw> details(Json.Obj details) {
        List<Flaw> flaws = new ArrayList<>(0);
        if (isDeeper(details, JsonReader.MAX_DEPTH)) {
            flaws.add(new Flaw("/details", "is nested more than " + JsonReader.MAX_DEPTH + " deep"));
        }
        if (details.has(DetailsReference.MEMBER)) {
            flaws.addAll(DetailsReference.check(details));
        }
        return flaws;
    }

    /** What is wrong with {@code details} that a caller wrote: the same, and they may not point elsewhere. */
    public static List<Flaw> callersDetails(Json.Obj details) {
        if (details.has(DetailsReference.MEMBER)) {
            String pointer = JsonPointers.member("/details", DetailsReference.MEMBER);
            return List.of(new Flaw(pointer, "this name is reserved, choose another one"));
        }
        return details(details);
    }

    static List<Flaw> check(
            Instant occurred,
            String action,
            Actor actor,
            Client client,
            Resource resource,
            String description,
            Json.Obj details,
            String trace) {
        List<Flaw> flaws = details(details);
        time("/occurred", occurred, flaws);
        text("/action", action, flaws);
        text("/actor/id", actor.id(), flaws);
        text("/actor/name", actor.name(), flaws);
        optional("/client/ip", client.ip(), flaws);
        optional("/client/userAgent", client.userAgent(), flaws);
        text("/resource/type", resource.type(), flaws);
        text("/resource/id", resource.id(), flaws);
        optional("/resource/name", resource.name(), flaws);
        text("/description", description, flaws);
        text("/trace", trace, flaws);
        return flaws;
    }

    static void time(String pointer, Instant time, List<Flaw> flaws) {
        if (!LedgerTime.isExact(time)) {
            flaws.add(new Flaw(pointer, "a time has whole milliseconds and a year of four digits, found " + time));
        }
    }

    static void require(List<Flaw> flaws) {
        if (!flaws.isEmpty()) {
            throw new EntryException(flaws);
        }
    }

    private static void optional(String pointer, @Nullable String value, List<Flaw> flaws) {
        if (value == null) {
            return;
        }
        if (value.isEmpty()) {
            flaws.add(new Flaw(pointer, "leave the member out instead of giving an empty string"));
        }
        text(pointer, value, flaws);
    }

    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static boolean isDeeper(Json value, int allowed) {
        return switch (value) {
            case Json.Obj(Map<String, Json> members) -> allowed == 0 || anyDeeper(members.values(), allowed - 1);
            case Json.Arr(List<Json> items) -> allowed == 0 || anyDeeper(items, allowed - 1);
            case Json.Str str -> false;
            case Json.Num num -> false;
            case Json.Bool bool -> false;
            case Json.Null none -> false;
        };
    }

    private static boolean anyDeeper(Iterable<Json> values, int allowed) {
        for (Json value : values) {
            if (isDeeper(value, allowed)) {
                return true;
            }
        }
        return false;
    }
}
