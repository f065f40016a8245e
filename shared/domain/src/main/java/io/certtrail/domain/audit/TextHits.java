package io.certtrail.domain.audit;

import io.certtrail.domain.audit.TextQuery.Clause;
import java.util.ArrayList;
import java.util.List;

/** Which clauses on an entry's words have been met, while its words go by. Not thread-safe. */
final class TextHits implements EntryWords.Sink {
    private final List<Clause> clauses;
    private final boolean[] met;
    private final int longest;
    private final List<String> last = new ArrayList<>();
    private int missing;

    TextHits(List<Clause> clauses) {
        this.clauses = clauses.stream()
                .filter(clause -> !(clause instanceof Clause.Field))
                .toList();
        met = new boolean[this.clauses.size()];
        missing = met.length;
        longest = this.clauses.stream()
                .mapToInt(clause -> clause instanceof Clause.Phrase(List<String> words) ? words.size() : 0)
                .max()
                .orElse(0);
    }

    boolean isAll() {
        return missing == 0;
    }

    @Override
    public void nextText() {
        last.clear();
    }

    @Override
    public void word(String word) {
        if (isAll()) {
            return;
        }
        if (longest > 0) {
            if (last.size() == longest) {
                last.removeFirst();
            }
            last.add(word);
        }
        for (int i = 0; i < met.length; i++) {
            if (!met[i] && isMet(clauses.get(i), word)) {
                met[i] = true;
                missing--;
            }
        }
    }

    private boolean isMet(Clause clause, String word) {
        return switch (clause) {
            case Clause.Word(String asked) -> word.equals(asked);
            case Clause.Prefix(String prefix) -> word.startsWith(prefix);
            case Clause.Phrase(List<String> words) ->
                last.size() >= words.size()
                        && last.subList(last.size() - words.size(), last.size()).equals(words);
            case Clause.Field _ -> false;
        };
    }
}
