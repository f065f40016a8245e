package io.certtrail.domain.publish;

/** What a publisher did. */
public enum Published {
    /** Everything that is in the chain is signed and published. */
    ALL,
    /** The budget says later, and a wake-up is under way. */
    LATER,
    /** A part is signed and published: the time was up, or another signed less; a wake-up to go on is under way. */
    PART
}
