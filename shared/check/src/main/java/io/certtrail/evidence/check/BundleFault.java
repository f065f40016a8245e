package io.certtrail.evidence.check;

import java.util.Locale;

/** What can be wrong with a bundle. The sentence is for a person who has to act on it. */
public enum BundleFault {
    NOT_A_BUNDLE("this is not an evidence bundle of CertTrail, or its beginning was changed"),
    FORM("this is not in the form that CertTrail writes"),
    TOO_LARGE("CertTrail makes nothing that large"),
    SEAL_COVERAGE("the seal does not cover its whole revision, from the first byte to the last"),
    SEAL("what the seal covers was changed, or the seal itself was"),
    SEAL_FORM("the seal is not in the form that CertTrail writes"),
    SEAL_KEY("it was sealed by another key than the one that you trust"),
    SEAL_TIME("the certificate of the seal was not valid then"),
    MEMBER_MISSING("a file is missing in the bundle"),
    MEMBER_REPEATED("a file is in the bundle twice"),
    MEMBER_UNKNOWN("there is a file in the bundle that CertTrail does not put there"),
    MANIFEST("the manifest beside the CSV is not the CSV's own"),
    MANIFEST_SIGNATURE("the manifest was changed, or its signature was"),
    VOUCHER("the export key's note on the seal was changed, or is of another bundle"),
    STAMP("the time stamp was changed, or is of something else"),
    STAMP_MISSING("a time stamp that was made with the bundle is missing"),
    STAMP_AUTHORITY("the time stamp is not by an authority that you trust"),
    CHANGED_AFTER_SEAL("something was changed after the seal, beyond signatures"),
    LATER_SIGNATURE("a signature that was added after the seal is not valid");

    private final String sentence;
    private final String code = name().toLowerCase(Locale.ROOT);

    BundleFault(String sentence) {
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
