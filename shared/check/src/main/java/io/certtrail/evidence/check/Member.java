package io.certtrail.evidence.check;

/** A file inside a bundle, in the order in which they are put there. */
public enum Member {
    /** In a zip alone, where it stands for the pages. */
    README("README.txt", 1 << 20),
    TABLE(".csv", Member.MOST_BYTES),
    PROOF(".proof.jsonl", Member.MOST_BYTES),
    MANIFEST(".manifest.json", 64 << 10),
    SIGNATURE(".manifest.p7s", 1 << 20),
    VOUCHER(".seal.note", 64 << 10),
    /** Where a time-stamping authority is configured. */
    STAMP(".manifest.tsr", 1 << 20);

    /** What CertTrail makes is at most as large as the storage in which it makes it. */
    static final long MOST_BYTES = (4L << 30) - 2;

    private final String extension;
    private final long mostBytes;

    Member(String extension, long mostBytes) {
        this.extension = extension;
        this.mostBytes = mostBytes;
    }

    /** What its name ends with; the whole name of the README. */
    public String extension() {
        return extension;
    }

    /** Its name in a bundle whose files' names begin with that. */
    String name(String stem) {
        return this == README ? extension : stem + extension;
    }

    long mostBytes() {
        return mostBytes;
    }
}
