package io.certtrail.domain.exports;

/**
 * The files of an export.
 *
 * @param treeSize the size of the signed tree that it was made from
 * @param rows how many entries matched
 * @param fromSeq the first place that was looked at
 * @param toSeq the place after the last one that was looked at
 * @param sha256 of the whole file, in hex
 * @param file the CSV, or the bundle, in the evidence store
 * @param proof its proof file there
 * @param complete whether the proof shows that no matching entry was left out
 */
public record Result(
        long treeSize,
        long rows,
        long fromSeq,
        long toSeq,
        String sha256,
        Stored file,
        Stored proof,
        boolean complete) {
    /**
     * An object of the evidence store.
     *
     * @param bytes its size
     */
    public record Stored(String key, long bytes) {}

    /**
     * The same with the bundle that was made of it.
     *
     * @param bundleSha256 of the bundle, in hex
     */
    Result bundledAs(Stored bundle, String bundleSha256) {
        return new Result(treeSize, rows, fromSeq, toSeq, bundleSha256, bundle, proof, complete);
    }
}
