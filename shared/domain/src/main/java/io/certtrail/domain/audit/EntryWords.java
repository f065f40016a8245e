package io.certtrail.domain.audit;

import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.json.Json;
import java.util.List;
import java.util.Map;

/**
 * The words of an entry that {@code q} looks through, in one place for the plain comparison and for every index: those of
 * the action, the description, the actor's id and name, the resource's name, and the details' names and values.
 */
public final class EntryWords {
    private EntryWords() {}

    /** Takes the words of an entry, text by text. */
    public interface Sink {
        /** The words that follow stand in another text: no phrase reaches from the ones before into them. */
        void nextText();

        /** One word, folded as {@link Words} does. */
        void word(String word);
    }

    public static void each(Entry entry, Sink sink) {
        text(entry.action(), sink);
        text(entry.description(), sink);
        text(entry.actor().id(), sink);
        text(entry.actor().name(), sink);
        String resourceName = entry.resource().name();
        if (resourceName != null) {
            text(resourceName, sink);
        }
        details(entry.details(), sink);
    }

    private static void details(Json value, Sink sink) {
        switch (value) {
            case Json.Obj(Map<String, Json> members) ->
                members.forEach((name, member) -> {
                    text(name, sink);
                    details(member, sink);
                });
            case Json.Arr(List<Json> items) -> items.forEach(item -> details(item, sink));
            case Json.Str(String string) -> text(string, sink);
            case Json.Num(long number) -> text(String.valueOf(number), sink);
            case Json.Bool(boolean bool) -> text(String.valueOf(bool), sink);
            case Json.Null _ -> {}
        }
    }

    private static void text(String text, Sink sink) {
        sink.nextText();
        Words.each(text, sink::word);
    }
}
