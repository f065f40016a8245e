package io.certtrail.evidence.check;

import io.certtrail.ledger.merkle.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The files of a bundle, in a folder of this process, under names that are not from the bundle. Not thread-safe. */
final class Unpacked {
    private static final Pattern NAME =
            Pattern.compile("(certtrail-[a-z0-9][a-z0-9._-]{0,62}-[0-9]{8}-[0-9a-f]{8})(\\.[a-z0-9.]+)");
    private static final int BUFFER = 1 << 16;

    /**
     * A file that was taken out.
     *
     * @param size in bytes
     * @param packed how many bytes it takes in the bundle
     * @param crc32 of its bytes
     */
    record Taken(Path file, String sha256, long size, long packed, int crc32) {}

    private final Path folder;
    private final Map<Member, Taken> files = new EnumMap<>(Member.class);
    private String stem = "";
    private long total;

    Unpacked(Path folder) {
        this.folder = folder;
    }

    String stem() {
        return stem;
    }

    /** Which file of a bundle has this name; it must be one that is not here yet. */
    Member member(String name) {
        Member member = find(name)
                .orElseThrow(() -> new BundleFaultException(
                        BundleFault.MEMBER_UNKNOWN, name, "the files that docs/evidence.md names", name));
        BundleFaultException.require(
                !files.containsKey(member), BundleFault.MEMBER_REPEATED, name, "one file of that name", "another one");
        return member;
    }

    private Optional<Member> find(String name) {
        if (name.equals(Member.README.extension())) {
            return Optional.of(Member.README);
        }
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches() || !(stem.isEmpty() || stem.equals(matcher.group(1)))) {
            return Optional.empty();
        }
        for (Member member : Member.values()) {
            if (member != Member.README && member.extension().equals(matcher.group(2))) {
                stem = matcher.group(1);
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    /**
     * Takes a file out; never more than a bundle may hold.
     *
     * @param zlib whether the deflated bytes have the frame of zlib around them
     */
    Taken take(Member member, InputStream deflated, boolean zlib) throws IOException {
        String name = member.name(stem);
        Path file = folder.resolve(member.toString());
        Inflater inflater = new Inflater(!zlib);
        MessageDigest digest = Sha256.digest();
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            byte[] in = new byte[BUFFER];
            byte[] plain = new byte[BUFFER];
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    int read = deflated.read(in);
                    require(read > 0 && !inflater.needsDictionary(), name, "the end of the file");
                    inflater.setInput(in, 0, read);
                }
                int length = inflater.inflate(plain);
                require(length > 0 || inflater.finished() || inflater.needsInput(), name, "a dictionary");
                long written = inflater.getBytesWritten();
                require(inflater.getBytesRead() <= written + written / 100 + BUFFER, name, "blocks that hold nothing");
                BundleFaultException.require(
                        written <= Math.min(member.mostBytes(), Member.MOST_BYTES - total),
                        BundleFault.TOO_LARGE,
                        name,
                        "at most " + member.mostBytes() + " bytes, and " + Member.MOST_BYTES + " in all",
                        "more");
                out.write(plain, 0, length);
                digest.update(plain, 0, length);
                crc.update(plain, 0, length);
            }
            Taken taken = new Taken(
                    file,
                    HexFormat.of().formatHex(digest.digest()),
                    inflater.getBytesWritten(),
                    inflater.getBytesRead(),
                    (int) crc.getValue());
            files.put(member, taken);
            total += taken.size();
            return taken;
        } catch (DataFormatException e) {
            throw new BundleFaultException(
                    BundleFault.FORM, name, "deflated bytes (RFC 1951)", String.valueOf(e.getMessage()));
        } finally {
            inflater.end();
        }
    }

    private static void require(boolean holds, String name, String found) {
        BundleFaultException.require(holds, BundleFault.FORM, name, "deflated bytes (RFC 1951)", found);
    }

    /** Names the first file that must be there and is not. */
    void requireAll(boolean withReadme) {
        for (Member member : Member.values()) {
            boolean isOptional = member == Member.STAMP || (member == Member.README && !withReadme);
            BundleFaultException.require(
                    isOptional || files.containsKey(member),
                    BundleFault.MEMBER_MISSING,
                    "the bundle",
                    member.name(stem.isEmpty() ? "NAME" : stem),
                    "no such file");
        }
    }

    boolean has(Member member) {
        return files.containsKey(member);
    }

    Taken taken(Member member) {
        Taken taken = files.get(member);
        if (taken == null) {
            throw new IllegalStateException(member + " was not required");
        }
        return taken;
    }

    String name(Member member) {
        return member.name(stem);
    }

    /** The bytes of one of the small files. */
    byte[] bytes(Member member) throws IOException {
        return Files.readAllBytes(taken(member).file());
    }
}
