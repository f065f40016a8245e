package io.certtrail.evidence.check;

/** What became of a bundle, before its CSV is verified. */
public sealed interface BundleVerdict {
    /** The seal holds, and the files inside belong together. */
    record Intact(BundleReport report) implements BundleVerdict {}

    /** Something is wrong; this is the first thing. */
    record Tampered(BundleFinding finding) implements BundleVerdict {}

    /** Something was added after the seal that may be harmless and can't be read here. */
    record Undecided(String explanation) implements BundleVerdict {}
}
