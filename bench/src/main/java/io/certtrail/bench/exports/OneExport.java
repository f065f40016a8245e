package io.certtrail.bench.exports;

import io.certtrail.domain.exports.Bundles;
import io.certtrail.domain.exports.Format;
import io.certtrail.evidence.bundle.SealedBundles;
import io.certtrail.evidence.digest.BouncyDigests;
import io.certtrail.evidence.seal.Authorities;
import io.certtrail.evidence.seal.LocalSealKey;
import io.certtrail.evidence.seal.Seal;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.testkit.bench.ExportBench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Makes one export, in the JVM whose memory is measured: {@code FORMAT ENTRIES FILTER FOLDER}. Prints one line. */
public final class OneExport {
    static final String MADE = "made ";

    private OneExport() {}

    public static void main(String[] arguments) throws IOException {
        Format format = Format.valueOf(arguments[0]);
        ExportFilter filter =
                ExportFilter.parse((Json.Obj) JsonReader.parse(arguments[2].getBytes(StandardCharsets.UTF_8)));
        Seal seal = Seal.selfSigned(new LocalSealKey(LocalSealKey.generate(new SecureRandom())), "CertTrail bench");
        Bundles bundles = new SealedBundles(() -> seal, Authorities.always(null));
        ExportBench.Made made = ExportBench.make(
                Long.parseLong(arguments[1]), format, filter, new BouncyDigests(), bundles, Path.of(arguments[3]));
        System.out.println(MADE + made.cpu().toMillis() + " " + made.rows() + " " + made.csv() + " " + made.proof());
        System.exit(0);
    }
}
