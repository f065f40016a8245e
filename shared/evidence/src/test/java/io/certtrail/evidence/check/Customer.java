package io.certtrail.evidence.check;

import io.certtrail.evidence.seal.CmsSigner;
import io.certtrail.evidence.seal.LocalSealKey;
import io.certtrail.evidence.seal.Seal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.PdfSignatureAppearance;
import org.openpdf.text.pdf.PdfStamper;
import org.openpdf.text.pdf.PdfString;

/** Whoever gets a bundle and writes into it: each time an update is put behind what is there. */
public final class Customer {
    private static final int ROOM = 8 << 10;

    private final Seal key =
            Seal.selfSigned(new LocalSealKey(LocalSealKey.generate(new SecureRandom())), "Erika Mustermann");

    /** Does something to a document. */
    @FunctionalInterface
    public interface Edit {
        void on(PdfReader reader, PdfStamper stamper) throws IOException;
    }

    /** Signs in a field that is there. */
    public byte[] signed(byte[] file, String field) throws IOException {
        return signed(file, field, null, (reader, stamper) -> {});
    }

    /**
     * Signs, and does something more to the document.
     *
     * @param place of a new field, on the first page; null if the field is there
     */
    public byte[] signed(byte[] file, String field, @Nullable Rectangle place, Edit edit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfReader reader = new PdfReader(file);
        PdfStamper stamper = PdfStamper.createSignature(reader, out, "\0", null, true);
        PdfSignatureAppearance appearance = stamper.getSignatureAppearance();
        if (place == null) {
            appearance.setVisibleSignature(field);
        } else {
            appearance.setVisibleSignature(place, 1, field);
        }
        edit.on(reader, stamper);
        appearance.setLayer2Text("Erika Mustermann");
        PdfDictionary signature = new PdfDictionary(new PdfName("Sig"));
        signature.put(PdfName.FILTER, PdfName.ADOBE_PPKLITE);
        signature.put(PdfName.SUBFILTER, new PdfName("ETSI.CAdES.detached"));
        appearance.setCryptoDictionary(signature);
        Map<PdfName, Integer> holes = new HashMap<>();
        holes.put(PdfName.CONTENTS, 2 * ROOM + 2);
        appearance.preClose(holes);
        byte[] covered = appearance.getRangeStream().readAllBytes();
        byte[] cms = new CmsSigner(key, null).sign(() -> new ByteArrayInputStream(covered));
        PdfDictionary contents = new PdfDictionary();
        contents.put(PdfName.CONTENTS, new PdfString(Arrays.copyOf(cms, ROOM)).setHexWriting(true));
        appearance.close(contents);
        return out.toByteArray();
    }

    /** Writes an update without signing it. */
    public static byte[] edited(byte[] file, Edit edit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfReader reader = new PdfReader(file);
        PdfStamper stamper = new PdfStamper(reader, out, "\0", true);
        edit.on(reader, stamper);
        stamper.close();
        return out.toByteArray();
    }
}
