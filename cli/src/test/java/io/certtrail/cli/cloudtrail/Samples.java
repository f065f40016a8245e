package io.certtrail.cli.cloudtrail;

import io.certtrail.ledger.json.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Records to try things on: real ones, and ones modelled on the AWS documentation for what no real file here has. */
final class Samples {

    static final String REAL = "123837392027_CloudTrail_us-east-1_selection.json";
    static final String DOCUMENTED = "documented_CloudTrail_samples.json";

    private Samples() {}

    static Path file(String name) {
        URL url = Objects.requireNonNull(Samples.class.getResource("/cloudtrail/" + name));
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<CloudTrailRecord> all(String name) throws IOException {
        List<CloudTrailRecord> all = new ArrayList<>();
        try (RecordReader reader = RecordReader.open(file(name))) {
            for (Json.Obj json = reader.next(); json != null; json = reader.next()) {
                all.add(CloudTrailRecord.of(json, reader.count() - 1));
            }
        }
        return all;
    }

    /** The first record of this event. */
    static CloudTrailRecord record(String file, String event) throws IOException {
        return all(file).stream()
                .filter(trail -> trail.name().equals(event))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample of " + event));
    }
}
