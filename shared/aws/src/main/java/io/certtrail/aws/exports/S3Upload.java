package io.certtrail.aws.exports;

import io.certtrail.domain.exports.EvidenceStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Writes one object: as a single put while it is small, else in parts (S3 User Guide, "Uploading and copying objects
 * using multipart upload": every part but the last at least 5 MiB, at most 10,000 of them).
 *
 * <p>Parts may be uploaded in any order, so the first is held back and goes last: that is how a head that is known
 * last can stand first, without a copy of the object on a disk. Takes the memory of two parts.
 *
 * <p>Each put and part has its checksum with it, without which a bucket that locks takes nothing (S3 User Guide, "Managing
 * Object Lock"), and the completion names them all again ("Checking object integrity").
 */
final class S3Upload extends EvidenceStore.Upload {
    /** The least that S3 takes for a part that isn't the last. */
    private static final int PART_BYTES = 5 << 20;

    private static final int MAX_PARTS = 10_000;

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String contentType;

    private final PartBuffer first = new PartBuffer(PART_BYTES);
    private final PartBuffer current = new PartBuffer(PART_BYTES);
    private final List<CompletedPart> parts = new ArrayList<>();
    private @Nullable String uploadId;
    private int nextPart = 2;
    private long bytes;
    private boolean done;
    /** Whether it was begun by this object, and not one that was paused. */
    private boolean isMine = true;

    S3Upload(S3Client s3, String bucket, String key, String contentType) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.contentType = contentType;
    }

    /** Goes on after {@link #pause}. */
    static S3Upload resume(S3Client s3, String bucket, EvidenceStore.Paused paused) throws IOException {
        S3Upload upload = new S3Upload(s3, bucket, paused.key(), paused.contentType());
        upload.write(paused.tail(), 0, paused.tail().length);
        upload.bytes = paused.bytes() + paused.tail().length;
        if (!paused.handle().isEmpty()) {
            String[] lines = paused.handle().split("\n", -1);
            upload.uploadId = lines[0];
            for (String line : List.of(lines).subList(1, lines.length)) {
                int space = line.indexOf(' ');
                upload.parts.add(CompletedPart.builder()
                        .partNumber(upload.nextPart++)
                        .checksumCRC32C(line.substring(0, space))
                        .eTag(line.substring(space + 1))
                        .build());
            }
        }
        upload.isMine = upload.uploadId == null;
        return upload;
    }

    @Override
    public EvidenceStore.Paused pause() throws IOException {
        if (done) {
            throw new IOException("the upload of " + key + " is over");
        }
        done = true;
        byte[] tail = new byte[first.size() + current.size()];
        first.copyTo(tail, 0);
        current.copyTo(tail, first.size());
        String handle = uploadId == null
                ? ""
                : parts.stream()
                        .map(part -> part.checksumCRC32C() + " " + part.eTag())
                        .collect(Collectors.joining("\n", uploadId + "\n", ""));
        return new EvidenceStore.Paused(key, contentType, handle, bytes - tail.length, tail);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (done) {
            throw new IOException("the upload of " + key + " is over");
        }
        int from = offset;
        int left = length;
        while (left > 0) {
            if (current.isFull()) {
                sendCurrent();
            }
            PartBuffer into = first.isFull() ? current : first;
            int taken = into.take(source, from, left);
            from += taken;
            left -= taken;
        }
        bytes += length;
    }

    @Override
    public long complete(byte[] head) throws IOException {
        if (done) {
            throw new IOException("the upload of " + key + " is over");
        }
        try {
            if (uploadId == null) {
                putWhole(head);
            } else {
                completeParts(uploadId, head);
            }
        } catch (SdkException e) {
            throw failed("complete", e);
        }
        done = true;
        return bytes + head.length;
    }

    @Override
    public void close() throws IOException {
        if (done) {
            return;
        }
        done = true;
        if (uploadId != null && isMine) {
            try {
                String id = uploadId;
                s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(id));
            } catch (SdkException e) {
                throw failed("abort", e);
            }
        }
    }

    private void putWhole(byte[] head) {
        String crc = crc(head, first, current);
        s3.putObject(
                put -> put.bucket(bucket).key(key).contentType(contentType).checksumCRC32C(crc),
                body(head, first, current));
    }

    private void completeParts(String id, byte[] head) throws IOException {
        if (!current.isEmpty()) {
            sendCurrent();
        }
        sendPart(id, 1, head, first);
        parts.sort(Comparator.comparing(CompletedPart::partNumber));
        s3.completeMultipartUpload(complete ->
                complete.bucket(bucket).key(key).uploadId(id).multipartUpload(upload -> upload.parts(parts)));
    }

    private void sendCurrent() throws IOException {
        if (nextPart > MAX_PARTS) {
            throw new IOException("%s: more than %d parts of %d bytes".formatted(key, MAX_PARTS, PART_BYTES));
        }
        try {
            if (uploadId == null) {
                uploadId = s3.createMultipartUpload(create -> create.bucket(bucket)
                                .key(key)
                                .contentType(contentType)
                                .checksumAlgorithm(ChecksumAlgorithm.CRC32_C))
                        .uploadId();
            }
            sendPart(uploadId, nextPart, new byte[0], current);
        } catch (SdkException e) {
            throw failed("write part " + nextPart, e);
        }
        nextPart++;
        current.clear();
    }

    private void sendPart(String id, int number, byte[] head, PartBuffer buffer) {
        String crc = crc(head, buffer);
        String tag = s3.uploadPart(
                        part -> part.bucket(bucket)
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .checksumCRC32C(crc),
                        body(head, buffer))
                .eTag();
        parts.add(CompletedPart.builder()
                .partNumber(number)
                .eTag(tag)
                .checksumCRC32C(crc)
                .build());
    }

    /** CRC-32C of all of them, big-endian, in base64. */
    private static String crc(byte[] head, PartBuffer... buffers) {
        CRC32C crc = new CRC32C();
        crc.update(head);
        for (PartBuffer buffer : buffers) {
            buffer.addTo(crc);
        }
        byte[] bytes =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The bytes of all of them, one after the other; read anew for each attempt of the SDK. */
    private RequestBody body(byte[] head, PartBuffer... buffers) {
        long length = head.length;
        for (PartBuffer buffer : buffers) {
            length += buffer.size();
        }
        return RequestBody.fromContentProvider(() -> chained(head, buffers), length, contentType);
    }

    private static InputStream chained(byte[] head, PartBuffer... buffers) {
        InputStream all = new ByteArrayInputStream(head);
        for (PartBuffer buffer : buffers) {
            all = new SequenceInputStream(all, buffer.stream());
        }
        return all;
    }

    private IOException failed(String step, SdkException cause) {
        return new IOException(
                "S3 did not %s of s3://%s/%s: %s".formatted(step, bucket, key, cause.getMessage()), cause);
    }
}
