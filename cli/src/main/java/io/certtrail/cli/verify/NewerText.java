package io.certtrail.cli.verify;

import io.certtrail.ledger.export.Manifest;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.verify.Dropped;
import io.certtrail.ledger.verify.Report;
import io.certtrail.ledger.verify.Since;
import java.util.ArrayList;
import java.util.List;

/**
 * What a later export says of an older one.
 *
 * @param newer what its verification has shown; with its proof
 * @param isExtension whether it shows that its log begins with the older one's
 */
record NewerText(Report newer, Since since, boolean isExtension) {
    private static final int MOST = 20;

    /** For a person. */
    String of(Manifest older, Inputs file) {
        List<String> lines = new ArrayList<>();
        lines.add("Since then, by " + file.shown(file.export()) + ", which verifies too (made "
                + Words.time(newer.manifest().exportedAt()) + ", "
                + Words.count(newer.manifest().range().treeSize(), "entry", "entries") + "):");
        lines.add(
                isExtension
                        ? "  - Its log begins with that of the older export: nothing was rewritten."
                        : "  - Not shown: that its log begins with that of the older export, whose last entry lies before"
                                + " its first.\n    Hold both against the published log (--log), each by itself.");
        List<Dropped> dropped = since.dropped();
        dropped.stream().limit(MOST).forEach(one -> lines.add("  - " + Words.dropped(one)));
        if (dropped.size() > MOST) {
            lines.add("  - %d more entries say what was dropped (--json lists them).".formatted(dropped.size() - MOST));
        }
        for (Since.Range range : since.untold()) {
            lines.add(
                    "  - Entries %d to %d lie before the first that it shows (%d); when they were dropped it doesn't say."
                            .formatted(
                                    range.fromSeq(),
                                    range.toSeq() - 1,
                                    newer.manifest().range().fromSeq()));
        }
        lines.add("  - " + rest(older));
        return String.join("\n", lines) + "\n";
    }

    private String rest(Manifest older) {
        String all =
                "entries " + older.range().fromSeq() + " to " + (older.range().toSeq() - 1);
        boolean isNothing = since.dropped().isEmpty() && since.untold().isEmpty();
        if (since.isAllTold()) {
            return isNothing
                    ? "Nothing of this export's range (" + all + ") was dropped."
                    : "Nothing more of this export's range (" + all + ") was dropped.";
        }
        return "Not shown: that nothing " + (isNothing ? "" : "more ") + "of this export's range (" + all
                + ") was dropped; for that take a complete export to the log's end, with no filter but on time.";
    }

    /** For a program. */
    Json json(Inputs file) {
        return Json.obj()
                .put("export", file.export().toString())
                .put("manifest", newer.manifest().toJson())
                .put("extends", isExtension)
                .put("dropped", JsonText.dropped(since.dropped()))
                .put(
                        "untold",
                        new Json.Arr(since.untold().stream()
                                .<Json>map(range -> Json.obj()
                                        .put("fromSeq", range.fromSeq())
                                        .put("toSeq", range.toSeq())
                                        .build())
                                .toList()))
                .put("allTold", since.isAllTold())
                .build();
    }
}
