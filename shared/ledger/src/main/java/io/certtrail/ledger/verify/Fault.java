package io.certtrail.ledger.verify;

import java.util.Locale;

/** What can be wrong with an export or its proof. The sentence is for a person who has to act on it. */
public enum Fault {
    NOT_AN_EXPORT("this is not an export, or its header line was changed"),
    LINE_TOO_LONG("no line of an export or a proof is that long"),
    MANIFEST_MISSING("the last line is missing: the end of the file was cut off"),
    MANIFEST_MALFORMED("the last line is not a manifest in its exact form"),
    GENESIS("the rows' chain does not begin with this log and this header"),
    RANGE_TOO_SHORT("the export does not look at the whole log, and its filter gives no reason for that"),
    ROW_MALFORMED("this row is not in its exact form"),
    ROW_CHANGED("this row was changed, or one before it was taken out or put in"),
    ROW_MISSING("a row was taken out here"),
    ROWS_OUT_OF_ORDER("rows were swapped, repeated or moved"),
    ROW_OUTSIDE_RANGE("this row is of an entry that the export says it did not look at"),
    ROW_NO_MATCH("this row does not match the export's own filter"),
    TIME_GOES_BACK("an entry is older than the one before it, which no log of this kind can hold"),
    ROW_COUNT("there are not as many rows as the manifest says"),
    FINAL_HASH("the last row is not the one that the manifest names"),
    FILE_HASH("the bytes before the manifest are not those that it names"),
    TRAILING_BYTES("something follows the manifest, where nothing may"),
    HMAC("the manifest was not made with this secret, or was changed"),
    EXPORT_KEY("the export names another key than the one you trust for it"),
    EXPORT_SIGNATURE("the manifest was not signed by the export key, or was changed"),
    PROOF_MALFORMED("this line of the proof is not in its exact form"),
    PROOF_OF_ANOTHER_EXPORT("the proof belongs to another export"),
    CHECKPOINT_MALFORMED("the proof's checkpoint is not a signed note of this log"),
    CHECKPOINT_OTHER("the signed checkpoint is of another state of the log than the export says"),
    CHECKPOINT_SIGNATURE("the checkpoint was not signed by the log's key, or was changed"),
    PROOF_COUNTS("rows and lines of the proof do not add up to the entries looked at"),
    ENTRY_MISSING("an entry is neither a row nor a line of the proof"),
    ENTRY_REPEATED("an entry is both a row and a line of the proof, or stands out of order"),
    GHOST_OPENING("what the proof shows of an entry is not what was logged"),
    ROW_LEFT_OUT("an entry was left out, and what the proof shows of it does not say why"),
    COMPLETE_FLAG("the proof says of itself that it is complete, or that it is not, and the opposite is true"),
    EDGES("the proof does not open the entries at the edges of the range"),
    EDGE_OPENING("what the proof shows of an entry at the edge is not what was logged"),
    EDGE_INCLUSION("an entry at the edge is not in the signed log"),
    EDGE_TIME("the range begins too late or ends too early: matches may have been left out"),
    ROOT("rows and proof together are not the signed log: one of them was changed or is not in it");

    private final String sentence;
    private final String code = name().toLowerCase(Locale.ROOT);

    Fault(String sentence) {
        this.sentence = sentence;
    }

    /** What it means, in words. */
    public String sentence() {
        return sentence;
    }

    /** Its name for programs, in snake case. */
    public String code() {
        return code;
    }
}
