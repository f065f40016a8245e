package io.certtrail.search.index;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;

/** Finds documents by looking at a value of each: for what has no terms. */
final class ValueQuery extends Query {
    private static final float COST = 20;

    private final String name;
    private final Test test;

    /**
     * A query.
     *
     * @param name the same for the same question alone
     */
    ValueQuery(String name, Test test) {
        this.name = name;
        this.test = test;
    }

    /** What is asked of the documents of an index. */
    @FunctionalInterface
    interface Test {
        DocumentTest of(LeafReader reader) throws IOException;
    }

    /** What is asked of a document; they come in ascending order. */
    @FunctionalInterface
    interface DocumentTest {
        boolean matches(int document) throws IOException;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext context) {
                int documents = context.reader().maxDoc();
                return new ConstantScoreScorerSupplier(score(), mode, documents) {
                    @Override
                    public DocIdSetIterator iterator(long leadCost) throws IOException {
                        return TwoPhaseIterator.asDocIdSetIterator(each(context.reader()));
                    }

                    @Override
                    public long cost() {
                        return documents;
                    }
                };
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return false;
            }
        };
    }

    private TwoPhaseIterator each(LeafReader reader) throws IOException {
        DocumentTest documents = test.of(reader);
        return new TwoPhaseIterator(DocIdSetIterator.all(reader.maxDoc())) {
            @Override
            public boolean matches() throws IOException {
                return documents.matches(approximation.docID());
            }

            @Override
            public float matchCost() {
                return COST;
            }
        };
    }

    @Override
    public String toString(String field) {
        return name;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueQuery query && query.name.equals(name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name);
    }
}
