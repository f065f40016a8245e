package io.certtrail.evidence.check;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A zip's files, to be changed and put together again in the form in which CertTrail writes them. */
record Zips(Map<String, byte[]> files, LocalDateTime time) {
    static Zips of(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        LocalDateTime time = LocalDateTime.MIN;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
                time = entry.getTimeLocal();
            }
        }
        return new Zips(files, time);
    }

    String name(Member member) {
        return files.keySet().stream()
                .filter(name -> name.endsWith(member.extension()))
                .findFirst()
                .orElseThrow();
    }

    byte[] file(Member member) {
        return Objects.requireNonNull(files.get(name(member)));
    }

    byte[] bytes() throws IOException {
        return at(time);
    }

    byte[] at(LocalDateTime other) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(other);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
