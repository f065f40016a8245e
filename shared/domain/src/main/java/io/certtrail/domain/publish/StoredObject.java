package io.certtrail.domain.publish;

/** An object's content, and a tag that changes with it. */
public final class StoredObject {
    private final byte[] content;
    private final String version;

    /** Keeps {@code content} as it is, without a copy. */
    public StoredObject(byte[] content, String version) {
        this.content = content;
        this.version = version;
    }

    /** The content itself: whoever changes it changes this. */
    public byte[] content() {
        return content;
    }

    public String version() {
        return version;
    }
}
