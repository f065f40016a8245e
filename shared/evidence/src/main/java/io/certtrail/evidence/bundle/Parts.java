package io.certtrail.evidence.bundle;

import io.certtrail.evidence.check.Member;
import io.certtrail.evidence.pdf.Attachment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files in a bundle, in their order.
 *
 * @param stamp the answer of the time-stamping authority on the manifest; null if there is none
 */
record Parts(
        String name,
        Path table,
        Path proof,
        Path manifest,
        Path signature,
        Path voucher,
        @Nullable Path stamp) {
    List<Attachment> attachments() {
        List<Attachment> files = new ArrayList<>();
        files.add(of(Member.TABLE, "text/csv", "The entries, a row each; its last line is the manifest", true, table));
        files.add(of(Member.PROOF, "application/jsonl", "Proof that the rows are in the signed log", false, proof));
        files.add(of(
                Member.MANIFEST,
                "application/json",
                "The manifest: what the export is of, and its hashes",
                false,
                manifest));
        files.add(of(
                Member.SIGNATURE,
                "application/pkcs7-signature",
                "Detached CMS signature of the manifest",
                false,
                signature));
        files.add(of(Member.VOUCHER, "text/plain", "The export key's word on the key of the seal", false, voucher));
        if (stamp != null) {
            files.add(of(
                    Member.STAMP, "application/timestamp-reply", "RFC 3161 time stamp of the manifest", false, stamp));
        }
        return files;
    }

    private Attachment of(Member member, String mediaType, String description, boolean isData, Path file) {
        return new Attachment(name + member.extension(), mediaType, description, isData, file);
    }
}
