package io.certtrail.evidence.bundle;

import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.seal.HttpTimeStamps;
import io.certtrail.evidence.seal.TimeStamps;
import io.certtrail.ledger.verify.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;

/**
 * A folder of bundles that programs of others are shown: each {@link Kind} is made when it is first asked for, stamped by
 * OpenSSL and signed by pyHanko. For one thread.
 */
public final class ShownBundles implements AutoCloseable {
    private final Path folder;
    private final OpenSslAuthority authority;
    private final Map<Kind.Content, Bench> benches = new EnumMap<>(Kind.Content.class);
    private final PyHanko customer;

    /** Starts the authority, and makes the customer's key. */
    public ShownBundles(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        authority = new OpenSslAuthority(folder.resolve("authority"));
        customer = new PyHanko(folder);
    }

    /** The certificate that all stamps lead to, PEM. */
    public Path authority() {
        return authority.certificate();
    }

    /** The certificate of all that are stamped, PEM. */
    public Path stampCertificate() {
        return authority.stampCertificate();
    }

    /** The certificate of all who signed, PEM. */
    public Path customerCertificate() {
        return customer.certificate();
    }

    /** The certificate that a bundle is sealed with, PEM. */
    public Path sealCertificate(Kind kind) throws IOException {
        byte[] der = bench(kind).seal.chain().getFirst().getEncoded();
        return Files.writeString(
                folder.resolve("seal-of-" + kind.content() + ".pem"),
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)));
    }

    /** The keys of the log that a bundle is of. */
    public TrustedKeys keys(Kind kind) {
        return bench(kind).ledger.keys();
    }

    private Bench bench(Kind kind) {
        return benches.computeIfAbsent(kind.content(), Kind.Content::bench);
    }

    /** A bundle. */
    public Path file(Kind kind) throws IOException, InterruptedException {
        Path file = folder.resolve(kind.name());
        if (Files.exists(file)) {
            return file;
        }
        if (kind.isSigned()) {
            customer.sign(file(kind.unsigned()).getFileName().toString(), kind.name());
            return file;
        }
        TimeStamps stamps = kind.isStamped() ? HttpTimeStamps.anywhere(authority.address(), new SecureRandom()) : null;
        Bench.Made made = bench(kind)
                .make(kind.format(), kind.content().filter(), kind.content().requester(), stamps);
        Files.write(proofFile(kind), made.proof());
        if (kind.format() == Format.PDF) {
            SealedBundlesTest.keep(kind.name(), made.file());
        }
        return Files.write(file, made.file());
    }

    /** The proof that was stored beside a bundle. */
    public Path proof(Kind kind) throws IOException, InterruptedException {
        Path _ = file(kind);
        return proofFile(kind.unsigned());
    }

    private Path proofFile(Kind kind) {
        return folder.resolve(kind.name() + ".proof.jsonl");
    }

    @Override
    public void close() {
        authority.close();
    }
}
