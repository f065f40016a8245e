package io.certtrail.ledger.checkpoint;

import io.certtrail.ledger.merkle.Hash;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is signed of a tree: C2SP tlog-checkpoint without extension lines.
 *
 * @param size how many leaves the tree has
 * @param root the tree's root hash
 */
public record Checkpoint(Origin origin, long size, Hash root) {
    private static final Pattern BODY = Pattern.compile("([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n");

    /**
     * A checkpoint.
     *
     * @throws IllegalArgumentException if the size is negative
     */
    public Checkpoint {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no negative size, found " + size);
        }
    }

    /** The text that is signed: origin, decimal size and base64 root, a line each. */
    public String body() {
        return origin.text() + '\n' + size + '\n' + root.base64() + '\n';
    }

    /**
     * Reads {@link #body()}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Checkpoint parse(String body) {
        Matcher matcher = BODY.matcher(body);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a checkpoint is three lines: origin, decimal size and base64 of the root hash");
        }
        try {
            return new Checkpoint(
                    Origin.parse(matcher.group(1)), Long.parseLong(matcher.group(2)), Hash.ofBase64(matcher.group(3)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a checkpoint's size is below 2^63, found " + matcher.group(2), e);
        }
    }

    /** The checkpoint as a signed note. */
    public SignedNote sign(NoteSigner... signers) {
        return SignedNote.sign(body(), signers);
    }
}
