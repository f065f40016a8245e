package io.certtrail.domain.audit;

/** In which order a search answers: that of the chain, or its reverse. */
public enum Order {
    NEWEST_FIRST("desc"),
    OLDEST_FIRST("asc");

    private final String text;

    Order(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
