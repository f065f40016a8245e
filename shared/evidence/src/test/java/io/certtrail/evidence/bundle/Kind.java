package io.certtrail.evidence.bundle;

import io.certtrail.domain.exports.Format;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.testkit.exports.SampleLedger;
import io.certtrail.testkit.exports.SampleWords;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A kind of bundle that programs of others are shown.
 *
 * @param isStamped whether an authority has stamped it
 * @param isSigned whether the customer has signed behind the seal: a PDF alone
 */
public record Kind(Format format, Content content, boolean isStamped, boolean isSigned) {
    public static final Kind STAMPED_PDF = new Kind(Format.PDF, Content.LATIN, true, false);
    public static final Kind SIGNED_PDF = new Kind(Format.PDF, Content.LATIN, true, true);
    public static final Kind STAMPED_ZIP = new Kind(Format.ZIP, Content.LATIN, true, false);

    /** What is in it. */
    @SuppressWarnings("ImmutableEnumChecker") // the words are of an unmodifiable list
    public enum Content {
        LATIN("acme", 60, "Zoë Ωmega Жук 山田 שלום", SampleWords.DEFAULT),
        CJK("acme", 60, "山田太郎 𠮷野", new SampleWords(List.of("山田太郎", "김철수", "李小龍", "𠮷野家"), "証明書、本番", "証明書が更新されました")),
        RIGHT_TO_LEFT(
                "acme",
                60,
                "מנהל המערכת عليكم",
                new SampleWords(
                        List.of("מנהל", "مدير النظام", "\u202eשלום 123\u202c", "עם latin בתוך"),
                        "شهادة الإنتاج",
                        "התעודה חודשה (תקין) — تم التجديد")),
        LONG_TENANT("a" + "0-long.name_".repeat(5) + "zz", 60, "Zoë " + "the Auditor ".repeat(20), SampleWords.DEFAULT),
        NO_ROWS("acme", 60, "Zoë", SampleWords.DEFAULT) {
            @Override
            ExportFilter filter() {
                return new ExportFilter(null, null, List.of(), List.of(), null, null, null, "no entry says this");
            }
        },
        MANY_ROWS("acme", 10_000, "Zoë", SampleWords.DEFAULT);

        private final String tenant;
        private final int entries;
        private final String requester;
        private final SampleWords words;

        Content(String tenant, int entries, String requester, SampleWords words) {
            this.tenant = tenant;
            this.entries = entries;
            this.requester = requester;
            this.words = words;
        }

        ExportFilter filter() {
            return ExportFilter.NONE;
        }

        String requester() {
            return requester;
        }

        Bench bench() {
            SampleLedger ledger = new SampleLedger(7, 9, new Origin("certtrail.test", tenant, 1), words);
            ledger.grow(entries);
            return new Bench(ledger);
        }
    }

    /** All that there are. */
    public static List<Kind> all() {
        return Stream.of(Content.values())
                .flatMap(content -> Stream.of(true, false)
                        .flatMap(isStamped -> Stream.of(
                                new Kind(Format.PDF, content, isStamped, false),
                                new Kind(Format.PDF, content, isStamped, true),
                                new Kind(Format.ZIP, content, isStamped, false))))
                .toList();
    }

    /** The same before the customer signed. */
    Kind unsigned() {
        return new Kind(format, content, isStamped, false);
    }

    public boolean isPdf() {
        return format == Format.PDF;
    }

    /** Of its file. */
    public String name() {
        return "%s%s%s.%s"
                .formatted(
                        content.name().toLowerCase(Locale.ROOT),
                        isStamped ? "-stamped" : "",
                        isSigned ? "-signed" : "",
                        format.text());
    }

    @Override
    public String toString() {
        return name();
    }
}
