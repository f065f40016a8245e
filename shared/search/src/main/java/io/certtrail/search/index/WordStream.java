package io.certtrail.search.index;

import io.certtrail.domain.audit.EntryWords;
import io.certtrail.ledger.entry.Entry;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** An entry's words as Lucene takes them: those of two texts do not stand next to each other. Not thread-safe. */
final class WordStream extends TokenStream implements EntryWords.Sink {
    private static final int NEXT = 1;
    private static final int APART = 2;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final List<String> words = new ArrayList<>();
    private final List<Boolean> beginsText = new ArrayList<>();
    private boolean begins;
    private int next;

    /** Holds the words of this entry, and no other's. */
    WordStream of(Entry entry) {
        words.clear();
        beginsText.clear();
        EntryWords.each(entry, this);
        return this;
    }

    @Override
    public void nextText() {
        begins = true;
    }

    @Override
    public void word(String word) {
        words.add(Terms.ofWord(word));
        beginsText.add(begins);
        begins = false;
    }

    @Override
    public void reset() {
        next = 0;
    }

    @Override
    public boolean incrementToken() {
        if (next == words.size()) {
            return false;
        }
        clearAttributes();
        term.setEmpty().append(words.get(next));
        step.setPositionIncrement(beginsText.get(next) ? APART : NEXT);
        next++;
        return true;
    }
}
