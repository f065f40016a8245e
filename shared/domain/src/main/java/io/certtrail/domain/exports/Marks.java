package io.certtrail.domain.exports;

import io.certtrail.ledger.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Leaves marks in the evidence store and finds them there. Safe for use by many threads. */
final class Marks {
    private final EvidenceStore evidence;

    Marks(EvidenceStore evidence) {
        this.evidence = evidence;
    }

    /** Where the attempt before left off. */
    Optional<Mark> find(Export export) throws IOException {
        MarkPlace place = export.work().mark();
        if (place == null) {
            return Optional.empty();
        }
        byte[] bytes;
        try (InputStream in = evidence.open(place.key())) {
            bytes = in.readAllBytes();
        }
        String found = Hash.sha256(bytes).hex();
        if (!found.equals(place.sha256())) {
            throw new IOException("%s has the SHA-256 %s, expected %s".formatted(place.key(), found, place.sha256()));
        }
        return Optional.of(MarkJson.parse(bytes));
    }

    /** Leaves a mark: whoever takes the export next goes on from there. */
    void leave(Claim claim, Mark mark, Progress progress) throws IOException, Claim.Lost {
        Export export = claim.export();
        byte[] bytes = MarkJson.bytes(mark);
        String key = ExportFile.markKey(export, claim.attempt());
        try (EvidenceStore.Upload upload = evidence.begin(key, "application/json")) {
            upload.write(bytes);
            upload.complete();
        }
        claim.leave(new MarkPlace(key, Hash.sha256(bytes).hex()), progress);
    }
}
