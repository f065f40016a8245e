package io.certtrail.evidence.pdf;

import java.util.List;

/** Something that stands on the pages, from top to bottom. */
public sealed interface Piece {
    /** The document's title; stands once. */
    record Title(String text) implements Piece {}

    /** A heading; begins a new page if asked to, unless the one before would be left mostly empty. */
    record Heading(String text, boolean onNewPage) implements Piece {}

    /** A smaller heading. */
    record Subheading(String text) implements Piece {}

    /** A paragraph. */
    record Text(String text) implements Piece {}

    /** Lines as they are typed. */
    record Code(String text) implements Piece {}

    /** A list with bullets. */
    record Items(List<String> texts) implements Piece {
        public Items {
            texts = List.copyOf(texts);
        }
    }

    /** A table of names and what they are. */
    record Facts(List<Fact> facts) implements Piece {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /**
     * A row of {@link Facts}.
     *
     * @param exact whether every character counts, so that it is set in the typewriter's face
     */
    record Fact(String name, String value, boolean exact) {}

    /** A chart. */
    record Figure(Chart chart) implements Piece {}

    /** Lines to be filled in by hand, each with what belongs there. */
    record Blanks(List<String> names) implements Piece {
        public Blanks {
            names = List.copyOf(names);
        }
    }

    /**
     * A box that takes a signature.
     *
     * @param field the form field's name
     * @param tip what it is for
     */
    record SignHere(String field, String tip) implements Piece {}
}
