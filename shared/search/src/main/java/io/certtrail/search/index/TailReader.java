package io.certtrail.search.index;

import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** An index without its first documents. */
final class TailReader extends FilterCodecReader {
    private final int first;

    private TailReader(CodecReader whole, int first) {
        super(whole);
        this.first = first;
    }

    static CodecReader of(CodecReader whole, int first) {
        return first == 0 ? whole : new TailReader(whole, first);
    }

    @Override
    public Bits getLiveDocs() {
        return new Bits() {
            @Override
            public boolean get(int document) {
                return document >= first;
            }

            @Override
            public int length() {
                return maxDoc();
            }
        };
    }

    @Override
    public int numDocs() {
        return maxDoc() - first;
    }

    @Override
    public CacheHelper getCoreCacheHelper() {
        return in.getCoreCacheHelper();
    }

    @Override
    public @Nullable CacheHelper getReaderCacheHelper() {
        return null;
    }
}
