package io.certtrail.cli.verify;

import io.certtrail.cli.CommandFailure;
import io.certtrail.cli.Options;
import io.certtrail.cli.Surroundings;
import io.certtrail.evidence.check.BundleFinding;
import io.certtrail.evidence.check.BundleReport;
import io.certtrail.evidence.check.BundleVerdict;
import io.certtrail.evidence.check.BundleVerifier;
import io.certtrail.evidence.check.Certificates;
import io.certtrail.evidence.check.Trust;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks an evidence bundle, and then the export inside as if it came by itself. */
final class BundleStep {
    private final Inputs inputs;
    private final String member;
    private final Trust trust;
    private final boolean isJson;
    private final PrintStream out;

    /** Verifies an export and prints what came of it; gives the exit code. */
    @FunctionalInterface
    interface OfExport {
        int verify(Inputs unpacked, PrintStream out);
    }

    /** @param member of the JSON that tells of it */
    BundleStep(Inputs inputs, String member, Options options, Surroundings surroundings, PrintStream out) {
        this.inputs = inputs;
        this.member = member;
        trust = new Trust(
                inputs.trusted(),
                certificates("--seal-cert", options, surroundings),
                certificates("--tsa-cert", options, surroundings));
        isJson = options.has("--json");
        this.out = out;
    }

    static boolean isBundle(Path file) {
        try {
            return BundleVerifier.isBundle(file);
        } catch (IOException e) {
            throw Inputs.unreadable(file, e);
        }
    }

    private static List<X509Certificate> certificates(String option, Options options, Surroundings surroundings) {
        return options.value(option)
                .map(name -> Inputs.at(name, surroundings))
                .map(BundleStep::certificates)
                .orElse(List.of());
    }

    private static List<X509Certificate> certificates(Path file) {
        try {
            return Certificates.parse(Inputs.read(file));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(VerifyCommand.UNDECIDED, file + " holds no certificate");
        }
    }

    /** Gives the exit code. */
    int verify(OfExport next) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("certtrail-verify");
            return switch (BundleVerifier.trusting(trust).verify(inputs.export(), folder)) {
                case BundleVerdict.Tampered(BundleFinding finding) -> tampered(finding);
                case BundleVerdict.Undecided(String explanation) -> undecided(explanation);
                case BundleVerdict.Intact(BundleReport report) -> intact(report, next);
            };
        } catch (IOException e) {
            throw Inputs.unreadable(inputs.export(), e);
        } catch (OutOfMemoryError e) {
            throw new CommandFailure(
                    VerifyCommand.UNDECIDED, "there is not enough memory to check it: " + e.getMessage());
        } finally {
            delete(folder);
        }
    }

    private static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new CommandFailure(VerifyCommand.UNDECIDED, "can't delete " + folder + ": " + e.getMessage());
        }
    }

    private int intact(BundleReport report, OfExport next) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Inputs unpacked = inputs.unpacked(report.stem(), report.table(), report.proof());
        int code = next.verify(unpacked, new PrintStream(printed, true, StandardCharsets.UTF_8));
        if (isJson) {
            Json.Obj json = (Json.Obj) JsonReader.parse(
                    printed.toString(StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8));
            Map<String, Json> members = new LinkedHashMap<>(json.members());
            members.put(member, BundleText.json(report, inputs.export().toString()));
            out.print(Jcs.text(new Json.Obj(members)) + "\n");
        } else {
            out.print(printed.toString(StandardCharsets.UTF_8)
                    + "\n"
                    + BundleText.of(report, inputs.shown(inputs.export())));
        }
        return code;
    }

    private int tampered(BundleFinding finding) {
        if (isJson) {
            Json place = Json.obj()
                    .put("file", "bundle")
                    .put("part", finding.place())
                    .build();
            print(json().put("verdict", "tampered")
                    .put("fault", finding.fault().code())
                    .put("message", finding.fault().sentence())
                    .put("place", place)
                    .put("expected", finding.expected())
                    .put("found", finding.found()));
        } else {
            out.print(BundleText.of(finding, inputs.shown(inputs.export())));
        }
        return VerifyCommand.TAMPERED;
    }

    private int undecided(String explanation) {
        if (isJson) {
            print(json().put("verdict", "undecided")
                    .put("reason", "added_after_seal")
                    .put("message", explanation));
        } else {
            out.print("can't tell: " + inputs.shown(inputs.export()) + "\n  " + explanation + "\n");
        }
        return VerifyCommand.UNDECIDED;
    }

    private void print(Json.ObjBuilder json) {
        out.print(Jcs.text(json.build()) + "\n");
    }

    private Json.ObjBuilder json() {
        return Json.obj().put("export", inputs.export().toString());
    }
}
