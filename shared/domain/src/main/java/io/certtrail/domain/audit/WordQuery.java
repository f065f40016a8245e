package io.certtrail.domain.audit;

import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What {@code q} asks for: every word must stand somewhere in the action, actor, description, resource name or details
 * (names and values), the last one as a word or as the beginning of one.
 *
 * @param words folded as {@link Words} does; at least one
 */
public record WordQuery(List<String> words) {
    /** The query that a text asks; empty if it holds no word. */
    public static Optional<WordQuery> parse(String text) {
        List<String> words = Words.of(text);
        return words.isEmpty() ? Optional.empty() : Optional.of(new WordQuery(words));
    }

    public boolean matches(Entry entry) {
        Hits hits = new Hits();
        Words.each(entry.action(), hits);
        Words.each(entry.description(), hits);
        Words.each(entry.actor().id(), hits);
        Words.each(entry.actor().name(), hits);
        String resourceName = entry.resource().name();
        if (resourceName != null) {
            Words.each(resourceName, hits);
        }
        if (hits.missing > 0) {
            eachWord(entry.details(), hits);
        }
        return hits.missing == 0;
    }

    /** The folded words, in order: two texts that give the same ask the same. */
    String canonical() {
        return words.stream().collect(Collectors.joining(" "));
    }

    private static void eachWord(Json value, Consumer<String> consumer) {
        switch (value) {
            case Json.Obj(Map<String, Json> members) ->
                members.forEach((name, member) -> {
                    Words.each(name, consumer);
                    eachWord(member, consumer);
                });
            case Json.Arr(List<Json> items) -> items.forEach(item -> eachWord(item, consumer));
            case Json.Str(String text) -> Words.each(text, consumer);
            case Json.Num(long number) -> Words.each(String.valueOf(number), consumer);
            case Json.Bool(boolean bool) -> consumer.accept(String.valueOf(bool));
            case Json.Null _ -> {}
        }
    }

    /** Which of the words have been met. */
    private final class Hits implements Consumer<String> {
        private final boolean[] met = new boolean[words.size()];
        private int missing = words.size();

        @Override
        public void accept(String word) {
            for (int i = 0; i < met.length; i++) {
                if (!met[i] && isMetBy(i, word)) {
                    met[i] = true;
                    missing--;
                }
            }
        }

        private boolean isMetBy(int i, String word) {
            return i == met.length - 1 ? word.startsWith(words.get(i)) : word.equals(words.get(i));
        }
    }
}
