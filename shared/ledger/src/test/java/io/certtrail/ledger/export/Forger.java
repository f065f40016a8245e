package io.certtrail.ledger.export;

import io.certtrail.ledger.checkpoint.NoteSigner;
import io.certtrail.ledger.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Whoever holds the export key and the secret, but not the log's key, and does not keep to the writers. */
public final class Forger {
    private Forger() {}

    /** Changes the rows (without their hashes) at will, and makes everything behind them agree again. */
    public static byte[] rows(byte[] csv, UnaryOperator<List<String>> change) {
        List<String> lines = new String(csv, StandardCharsets.UTF_8).lines().toList();
        List<String> rows = change.apply(new ArrayList<>(lines.subList(1, lines.size() - 1).stream()
                .map(row -> row.substring(0, row.length() - 65))
                .toList()));
        RowChain chain = RowChain.of(VectorLog.ORIGIN);
        StringBuilder forged = new StringBuilder(lines.getFirst()).append('\n');
        for (String row : rows) {
            byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
            forged.append(row)
                    .append(',')
                    .append(chain.next(bytes, bytes.length))
                    .append('\n');
        }
        Manifest manifest = manifest(lines.getLast());
        Hash bytes = Hash.sha256(forged.toString().getBytes(StandardCharsets.UTF_8));
        Manifest fitting = change(manifest, rows.size(), manifest.range(), chain.last(), bytes, VectorLog.EXPORT_KEY);
        return forged.append(fitting.line()).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same rows, said to be of another range. */
    public static byte[] range(byte[] csv, ExportRange range) {
        return last(csv, m -> change(m, m.rows(), range, m.finalHash(), m.csvSha256(), VectorLog.EXPORT_KEY));
    }

    /** The same export, signed by another key. */
    public static byte[] signed(byte[] csv, NoteSigner key) {
        return last(csv, m -> change(m, m.rows(), m.range(), m.finalHash(), m.csvSha256(), key));
    }

    /** The same rows below another manifest, which is signed as it stands. */
    public static byte[] manifest(byte[] csv, String member, String other) {
        String text = new String(csv, StandardCharsets.UTF_8);
        int last = text.indexOf(Manifest.LINE_START);
        String forged = text.substring(last)
                .replaceFirst("\"" + member + "\":(\"[^\"]*\"|[0-9]+)", "\"" + member + "\":" + other);
        Manifest resigned = manifest(forged.strip()).sealed(VectorLog.MAC, VectorLog.EXPORT_KEY);
        return (text.substring(0, last) + resigned.line() + '\n').getBytes(StandardCharsets.UTF_8);
    }

    /** Changes the head of a proof. */
    public static byte[] head(byte[] proof, UnaryOperator<ProofHead> change) {
        return lines(proof, lines -> {
            ProofHead head = change.apply(ProofHead.parse(lines.getFirst().getBytes(StandardCharsets.UTF_8)));
            lines.set(0, new String(head.bytes(), StandardCharsets.UTF_8));
            return lines;
        });
    }

    /** Changes the lines of a proof below its head, and makes the head agree with them again. */
    public static byte[] body(byte[] proof, UnaryOperator<List<ProofLine>> change) {
        List<String> lines = new String(proof, StandardCharsets.UTF_8).lines().toList();
        List<ProofLine> changed = change.apply(new ArrayList<>(lines.stream()
                .skip(1)
                .map(line -> ProofLine.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList()));
        long ghosts = changed.stream().filter(ProofLine.Ghost.class::isInstance).count();
        ProofHead head = ProofHead.parse(lines.getFirst().getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(counted(head, ghosts, changed.size() - ghosts).bytes());
        out.write('\n');
        for (ProofLine line : changed) {
            out.writeBytes(line.bytes());
            out.write('\n');
        }
        return out.toByteArray();
    }

    /** The same head with other counts. */
    public static ProofHead counted(ProofHead head, long ghosts, long hashes) {
        return new ProofHead(
                head.origin(),
                head.range(),
                head.checkpoint(),
                head.nodes(),
                head.edges(),
                hashes == 0,
                ghosts,
                hashes);
    }

    /** The same head with other edges. */
    public static ProofHead edges(ProofHead head, List<ProofEdge> edges) {
        return new ProofHead(
                head.origin(),
                head.range(),
                head.checkpoint(),
                head.nodes(),
                edges,
                head.complete(),
                head.ghosts(),
                head.hashes());
    }

    /** The same head with another checkpoint. */
    public static ProofHead checkpoint(ProofHead head, String note) {
        return new ProofHead(
                head.origin(),
                head.range(),
                note,
                head.nodes(),
                head.edges(),
                head.complete(),
                head.ghosts(),
                head.hashes());
    }

    private static byte[] lines(byte[] file, UnaryOperator<List<String>> change) {
        List<String> lines = change.apply(
                new ArrayList<>(new String(file, StandardCharsets.UTF_8).lines().toList()));
        return (String.join("\n", lines) + '\n').getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] last(byte[] csv, UnaryOperator<Manifest> change) {
        return lines(csv, lines -> {
            lines.set(lines.size() - 1, change.apply(manifest(lines.getLast())).line());
            return lines;
        });
    }

    private static Manifest manifest(String line) {
        return Manifest.parse(line.substring(Manifest.LINE_START.length()).getBytes(StandardCharsets.UTF_8));
    }

    private static Manifest change(
            Manifest told, long rows, ExportRange range, Hash finalHash, Hash csvSha256, NoteSigner key) {
        return new Manifest(
                        told.origin(),
                        told.exportedAt(),
                        told.actor(),
                        told.version(),
                        told.filter(),
                        rows,
                        range,
                        told.rootHash(),
                        told.genesis(),
                        finalHash,
                        csvSha256,
                        key.verifierKey().keyId(),
                        told.closed(),
                        told.hmac(),
                        "")
                .sealed(VectorLog.MAC, key);
    }
}
