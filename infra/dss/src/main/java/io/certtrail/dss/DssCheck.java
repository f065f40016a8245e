package io.certtrail.dss;

import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;
import java.io.PrintStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what EU DSS finds of the signatures of files, by its own policy (ETSI EN 319 102-1). It asks no network: nothing is
 * known of revocation but what a file brings along.
 *
 * <p>Prints a line for each signature, with tabs between: file, name of the field, indication, sub-indication, level, whether
 * it covers the {@code whole} file or its {@code beginning}, the indications of its time stamps with commas between; {@code -}
 * for what there is not. A file without a signature has a line with {@code NO_SIGNATURE} as its indication.
 */
public final class DssCheck {
    /** Each file has a signature, and each signature passed. */
    private static final int ALL_PASSED = 0;

    private static final int NOT_ALL_PASSED = 1;
    private static final int NOT_UNDERSTOOD = 2;
    private static final String PASSED = "TOTAL_PASSED";

    private final CommonCertificateVerifier verifier = new CommonCertificateVerifier();

    private DssCheck(List<File> trusted) {
        CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
        trusted.forEach(certificate -> anchors.addCertificate(DSSUtils.loadCertificate(certificate)));
        verifier.setTrustedCertSources(anchors);
        verifier.setAIASource(null);
        verifier.setCrlSource(null);
        verifier.setOcspSource(null);
    }

    /**
     * Exit codes: 0 if each file has a signature and each signature passed, 1 if not, 2 if it was called wrongly or a file is
     * none that DSS reads.
     *
     * @param arguments {@code [--trust CERTIFICATE]... FILE...}
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    private static int run(String[] arguments, PrintStream out, PrintStream err) {
        List<File> trusted = new ArrayList<>();
        List<File> files = new ArrayList<>();
        for (int n = 0; n < arguments.length; n++) {
            if (arguments[n].equals("--trust") && n + 1 < arguments.length) {
                trusted.add(new File(arguments[++n]));
            } else {
                files.add(new File(arguments[n]));
            }
        }
        if (files.isEmpty()) {
            err.println("usage: [--trust CERTIFICATE]... FILE...");
            return NOT_UNDERSTOOD;
        }
        try {
            DssCheck check = new DssCheck(trusted);
            List<Signature> found = files.stream()
                    .flatMap(file -> check.signatures(file).stream())
                    .toList();
            found.forEach(signature -> out.println(signature.line()));
            return found.stream().allMatch(Signature::isPassed) ? ALL_PASSED : NOT_ALL_PASSED;
        } catch (RuntimeException e) {
            err.println(e);
            return NOT_UNDERSTOOD;
        }
    }

    private record Signature(
            File file,
            String field,
            String indication,
            @Nullable Object subIndication,
            @Nullable Object level,
            String covers,
            String stamps) {
        static Signature none(File file) {
            return new Signature(file, "-", "NO_SIGNATURE", null, null, "-", "");
        }

        boolean isPassed() {
            return indication.equals(PASSED);
        }

        String line() {
            return String.join(
                    "\t",
                    file.getPath(),
                    field,
                    indication,
                    Objects.toString(subIndication, "-"),
                    Objects.toString(level, "-"),
                    covers,
                    stamps.isEmpty() ? "-" : stamps);
        }
    }

    private List<Signature> signatures(File file) {
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(file));
        validator.setCertificateVerifier(verifier);
        Reports reports = validator.validateDocument();
        List<Signature> all = reports.getSimpleReport().getSignatureIdList().stream()
                .map(id -> signature(file, reports, id))
                .toList();
        return all.isEmpty() ? List.of(Signature.none(file)) : all;
    }

    private static Signature signature(File file, Reports reports, String id) {
        SimpleReport report = reports.getSimpleReport();
        SignatureWrapper wrapper = reports.getDiagnosticData().getSignatureById(id);
        PDFRevisionWrapper revision = wrapper.getPDFRevision();
        return new Signature(
                file,
                revision == null ? "-" : String.join(",", revision.getSignatureFieldNames()),
                report.getIndication(id).name(),
                report.getSubIndication(id),
                report.getSignatureFormat(id),
                revision == null ? "-" : covers(file, revision.getSignatureByteRange()),
                report.getSignatureTimestamps(id).stream()
                        .map(stamp -> stamp.getIndication().name())
                        .collect(Collectors.joining(",")));
    }

    /** A {@code /ByteRange}: two stretches, each where it begins and how long it is. */
    private static String covers(File file, List<BigInteger> range) {
        boolean isWhole = range.getFirst().signum() == 0
                && range.get(2).add(range.get(3)).equals(BigInteger.valueOf(file.length()));
        return isWhole ? "whole" : "beginning";
    }
}
