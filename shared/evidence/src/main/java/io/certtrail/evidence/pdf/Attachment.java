package io.certtrail.evidence.pdf;

import java.nio.file.Path;

/**
 * A file inside the document, byte for byte.
 *
 * @param name letters, digits, {@code .}, {@code _} and {@code -}
 * @param description for a person
 * @param isData whether it is what the pages are about, rather than something more on it
 */
public record Attachment(String name, String mediaType, String description, boolean isData, Path file) {}
