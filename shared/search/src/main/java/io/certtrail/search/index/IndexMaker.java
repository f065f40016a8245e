package io.certtrail.search.index;

import io.certtrail.ledger.entry.LoggedEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Makes indexes, in memory. Two of the same entries may differ in their bytes, and answer the same. Safe for use by many
 * threads.
 */
public final class IndexMaker {
    /** Some 16 thousand entries; larger ones are written in parts, which are then merged. */
    private static final double BUFFER_MB = 64;

    private IndexMaker() {}

    /**
     * An index of entries.
     *
     * @param entries hands all of them on, in order
     * @throws IllegalArgumentException if they are not those of the key's range
     */
    public static byte[] make(IndexKey key, Consumer<Consumer<LoggedEntry>> entries) {
        return write(key, writer -> {
            Adder adder = new Adder(key, writer);
            entries.accept(adder);
            adder.requireAll();
        });
    }

    /**
     * The index of what others are of.
     *
     * @param parts in order, without a gap; they may begin before the key's range, and end with it
     * @throws IllegalArgumentException if they are not of the key's range
     */
    public static byte[] merge(IndexKey key, List<EntryIndex> parts) {
        long next = key.fromSeq();
        List<CodecReader> readers = new ArrayList<>();
        for (EntryIndex part : parts) {
            if (part.key().fromSeq() > next
                    || part.key().toSeq() <= next
                    || part.key().toSeq() > key.toSeq()) {
                throw new IllegalArgumentException("expected a part from %d on, found %s".formatted(next, part.key()));
            }
            readers.add(TailReader.of(
                    (CodecReader) part.reader(),
                    Math.toIntExact(next - part.key().fromSeq())));
            next = part.key().toSeq();
        }
        if (next != key.toSeq()) {
            throw new IllegalArgumentException(
                    "expected parts up to %d, found an end at %d".formatted(key.toSeq(), next));
        }
        return write(key, writer -> writer.addIndexes(readers.toArray(CodecReader[]::new)));
    }

    @FunctionalInterface
    private interface Filling {
        void of(IndexWriter writer) throws IOException;
    }

    private static byte[] write(IndexKey key, Filling filling) {
        // Adjacent parts alone are merged, so that documents stay in their order.
        IndexWriterConfig config = new IndexWriterConfig(null)
                .setMergePolicy(new LogDocMergePolicy())
                .setMergeScheduler(new SerialMergeScheduler())
                .setUseCompoundFile(false)
                .setRAMBufferSizeMB(BUFFER_MB);
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                filling.of(writer);
                writer.forceMerge(1);
            }
            return IndexBlob.write(key, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private static final class Adder implements Consumer<LoggedEntry> {
        private final IndexKey key;
        private final IndexWriter writer;
        private final EntryDocument document = new EntryDocument();
        private long next;

        Adder(IndexKey key, IndexWriter writer) {
            this.key = key;
            this.writer = writer;
            next = key.fromSeq();
        }

        @Override
        public void accept(LoggedEntry logged) {
            if (logged.seq() != next || next >= key.toSeq()) {
                throw new IllegalArgumentException(
                        "expected entry %d of %s, found %d".formatted(next, key, logged.seq()));
            }
            try {
                long _ = writer.addDocument(document.of(logged.entry()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            next++;
        }

        void requireAll() {
            if (next != key.toSeq()) {
                throw new IllegalArgumentException(
                        "expected all entries of %s, found an end at %d".formatted(key, next));
            }
        }
    }
}
