package io.certtrail.evidence.pdf;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfAnnotation;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfFileSpecification;
import org.openpdf.text.pdf.PdfFormField;
import org.openpdf.text.pdf.PdfIndirectReference;
import org.openpdf.text.pdf.PdfLiteral;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfNumber;
import org.openpdf.text.pdf.PdfStream;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A tagged document (PDF/A-3a, ISO 19005-3; PDF/UA-1, ISO 14289-1) with attachments and a place for one signature, which
 * certifies it and allows others to sign it (DocMDP, P 2; ISO 32000-1 §12.8.2.2). It is written once, in one revision;
 * the signature is put into its place afterwards, so nothing is read back and memory does not grow with attachments.
 */
public final class SealedPdf {
    /** What the seal's field is called. */
    public static final String SEAL_FIELD = "certtrail-seal";

    private static final int RANGE_WIDTH = 64;
    private static final int COMPRESSION = 6;

    /** What makes a signature of the ranges that it covers. */
    @FunctionalInterface
    public interface Signer {
        /** The signature: CMS, DER, at most the bytes that were set aside. */
        byte[] sign(Ranges ranges) throws IOException;
    }

    /** The bytes of the file that are signed: all but the signature's own. */
    @FunctionalInterface
    public interface Ranges {
        InputStream open() throws IOException;
    }

    private SealedPdf() {}

    /**
     * Writes the file.
     *
     * @param footer stands below each page, before the number
     * @param room bytes set aside for the signature
     * @throws IOException if it can't be written or signed
     */
    public static void write(
            Path file,
            Metadata metadata,
            String footer,
            List<Piece> pieces,
            List<Attachment> attachments,
            int room,
            Signer signer)
            throws IOException {
        int pages = draw(OutputStream.nullOutputStream(), metadata, footer, pieces, List.of(), room, 0).pages;
        Drawn drawn;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            drawn = draw(out, metadata, footer, pieces, attachments, room, pages);
        }
        seal(file, drawn, room, signer);
    }

    private record Drawn(int pages, PdfLiteral ranges, PdfLiteral contents) {}

    private static Drawn draw(
            OutputStream out,
            Metadata metadata,
            String footer,
            List<Piece> pieces,
            List<Attachment> attachments,
            int room,
            int pages)
            throws IOException {
        Document document = new Document(PageSize.A4);
        PdfWriter writer = PdfWriter.getInstance(document, out);
        writer.setPdfVersion(PdfWriter.VERSION_1_7);
        writer.setTagged();
        writer.setTabs(new PdfName("S"));
        writer.setCompressionLevel(COMPRESSION);
        describe(writer, metadata);
        document.open();
        Sheets sheets = new Sheets(document, writer, new Fonts(), footer, pages);
        PdfLiteral ranges = new PdfLiteral(RANGE_WIDTH);
        PdfLiteral contents = new PdfLiteral(2 * room + 2);
        place(sheets, metadata, ranges, contents);
        new Typesetter(sheets).set(pieces);
        attach(writer, metadata, attachments);
        int count = sheets.page();
        document.close();
        return new Drawn(count, ranges, contents);
    }

    private static void describe(PdfWriter writer, Metadata metadata) throws IOException {
        PdfDictionary info = writer.getInfo();
        info.put(PdfName.TITLE, Sheets.text(metadata.title()));
        info.put(PdfName.AUTHOR, Sheets.text(metadata.author()));
        info.put(PdfName.SUBJECT, Sheets.text(metadata.subject()));
        info.put(PdfName.CREATOR, Sheets.text(metadata.creator()));
        info.put(PdfName.PRODUCER, Sheets.text(Metadata.PRODUCER));
        info.put(PdfName.CREATIONDATE, new PdfString(Metadata.date(metadata.created())));
        info.put(PdfName.MODDATE, new PdfString(Metadata.date(metadata.created())));
        String id = "<" + metadata.id() + ">";
        info.put(PdfName.FILEID, new PdfLiteral("[" + id + id + "]"));
        writer.setXmpMetadata(metadata.xmp());
    }

    private static void describeCatalog(PdfWriter writer) throws IOException {
        PdfDictionary catalog = writer.getExtraCatalog();
        catalog.put(PdfName.LANG, new PdfString("en"));
        PdfDictionary shown = new PdfDictionary();
        shown.put(new PdfName("DisplayDocTitle"), new PdfLiteral("true"));
        catalog.put(PdfName.VIEWERPREFERENCES, shown);
        PdfStream profile = new PdfStream(SrgbProfile.bytes());
        profile.put(PdfName.N, new PdfNumber(3));
        profile.flateCompress(COMPRESSION);
        PdfDictionary intent = new PdfDictionary(new PdfName("OutputIntent"));
        intent.put(PdfName.S, PdfName.GTS_PDFA1);
        intent.put(PdfName.OUTPUTCONDITIONIDENTIFIER, new PdfString("sRGB"));
        intent.put(PdfName.INFO, new PdfString("sRGB IEC61966-2.1"));
        intent.put(PdfName.DESTOUTPUTPROFILE, writer.addToBody(profile).getIndirectReference());
        catalog.put(PdfName.OUTPUTINTENTS, new PdfArray(intent));
    }

    /** A certification signature's dictionary, without the digests of its reference, which PDF/A forbids. */
    private static void place(Sheets sheets, Metadata metadata, PdfLiteral ranges, PdfLiteral contents)
            throws IOException {
        PdfWriter writer = sheets.writer();
        describeCatalog(writer);
        PdfDictionary permitted = new PdfDictionary(new PdfName("TransformParams"));
        permitted.put(PdfName.P, new PdfNumber(2));
        permitted.put(PdfName.V, new PdfName("1.2"));
        PdfDictionary reference = new PdfDictionary(new PdfName("SigRef"));
        reference.put(new PdfName("TransformMethod"), new PdfName("DocMDP"));
        reference.put(new PdfName("TransformParams"), permitted);
        PdfDictionary signature = new PdfDictionary(new PdfName("Sig"));
        signature.put(PdfName.FILTER, new PdfName("Adobe.PPKLite"));
        signature.put(new PdfName("SubFilter"), new PdfName("ETSI.CAdES.detached"));
        signature.put(PdfName.M, new PdfString(Metadata.date(metadata.created())));
        signature.put(PdfName.REASON, Sheets.text("Sealed as it was exported"));
        signature.put(new PdfName("Reference"), new PdfArray(reference));
        signature.put(new PdfName("ByteRange"), ranges);
        signature.put(PdfName.CONTENTS, contents);
        PdfIndirectReference sealed = writer.addToBody(signature, false).getIndirectReference();
        PdfDictionary permissions = new PdfDictionary();
        permissions.put(new PdfName("DocMDP"), sealed);
        writer.getExtraCatalog().put(new PdfName("Perms"), permissions);
        PdfFormField field = PdfFormField.createSignature(writer);
        field.setWidget(new Rectangle(0, 0, 0, 0), PdfAnnotation.HIGHLIGHT_NONE);
        field.put(PdfName.V, sealed);
        Typesetter.add(sheets, field, SEAL_FIELD, "The seal of CertTrail");
        writer.setSigFlags(3);
    }

    private static void attach(PdfWriter writer, Metadata metadata, List<Attachment> attachments) throws IOException {
        PdfArray associated = new PdfArray();
        for (Attachment attachment : attachments) {
            PdfDictionary parameters = new PdfDictionary();
            parameters.put(PdfName.MODDATE, new PdfString(Metadata.date(metadata.created())));
            PdfFileSpecification specification = PdfFileSpecification.fileEmbedded(
                    writer,
                    attachment.file().toString(),
                    attachment.name(),
                    null,
                    attachment.mediaType(),
                    parameters,
                    COMPRESSION);
            specification.put(new PdfName("AFRelationship"), new PdfName(attachment.isData() ? "Data" : "Supplement"));
            specification.addDescription(attachment.description(), true);
            writer.addFileAttachment(attachment.name(), specification);
            associated.add(specification.getReference());
        }
        if (!associated.isEmpty()) {
            writer.getExtraCatalog().put(new PdfName("AF"), associated);
        }
    }

    private static void seal(Path file, Drawn drawn, int room, Signer signer) throws IOException {
        long size = Files.size(file);
        long from = drawn.contents.getPosition();
        long to = from + 2L * room + 2;
        String ranges = "[0 %d %d %d]".formatted(from, to, size - to);
        if (ranges.length() > RANGE_WIDTH) {
            throw new IOException("the file is too large to be sealed: " + size + " bytes");
        }
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(drawn.ranges.getPosition());
            out.write(ranges.getBytes(StandardCharsets.US_ASCII));
        }
        byte[] signature = signer.sign(() -> covered(file, from, to));
        if (signature.length > room) {
            throw new IOException("the seal has %d bytes, room is for %d".formatted(signature.length, room));
        }
        String hex = HexFormat.of().formatHex(signature);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(from);
            out.write(
                    ("<" + hex + "0".repeat(2 * (room - signature.length)) + ">").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A file without what stands between two places. */
    public static InputStream covered(Path file, long from, long to) throws IOException {
        return new SequenceInputStream(part(file, 0, from), part(file, to, Files.size(file)));
    }

    private static InputStream part(Path file, long from, long to) throws IOException {
        FileChannel channel = FileChannel.open(file);
        channel.position(from);
        return new java.io.BufferedInputStream(new Limited(Channels.newInputStream(channel), to - from), 1 << 16);
    }

    private static final class Limited extends java.io.FilterInputStream {
        private long left;

        Limited(InputStream in, long limit) {
            super(in);
            left = limit;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            left--;
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }
    }
}
