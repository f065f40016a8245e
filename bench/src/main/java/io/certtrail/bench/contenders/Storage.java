package io.certtrail.bench.contenders;

/** Where what was acknowledged is when the answer comes. Said in every row: they are not to be mixed up. */
public enum Storage {
    MEMORY("memory, not durable", false),
    FILE("file, synced", true),
    UNSYNCED("file, fsync off, not durable", false),
    MODEL("model on memory, not durable", false);

    private final String words;
    private final boolean durable;

    Storage(String words, boolean durable) {
        this.words = words;
        this.durable = durable;
    }

    public String words() {
        return words;
    }

    public boolean durable() {
        return durable;
    }
}
