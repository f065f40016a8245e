package io.certtrail.domain.ocsf;

import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which class, activity and status of the schema an action is: a line each in {@code ocsf.json}. Immutable. */
public final class OcsfMapping {
    private static final String RESOURCE = "/io/certtrail/domain/catalogue/ocsf.json";

    private final String version;
    private final Map<Severity, OcsfSeverity> severities;
    private final Map<String, OcsfAction> actions;
    private final OcsfAction custom;

    OcsfMapping(
            String version,
            Map<Severity, OcsfSeverity> severities,
            Map<String, OcsfAction> actions,
            OcsfAction custom) {
        this.version = version;
        this.severities = Map.copyOf(severities);
        this.actions = Map.copyOf(actions);
        this.custom = custom;
    }

    /** Reads the mapping of this version. */
    public static OcsfMapping load() {
        try (InputStream in = OcsfMapping.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar");
            }
            return OcsfMappingReader.read((Json.Obj) JsonReader.parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema's version, such as {@code 1.8.0}. */
    public String version() {
        return version;
    }

    /** The actions that have a line of their own. */
    public Set<String> actions() {
        return actions.keySet();
    }

    /** What an action is, dotted; one without a line of its own is what a custom one is. */
    public OcsfAction of(String action) {
        return actions.getOrDefault(action, custom);
    }

    public OcsfSeverity of(Severity severity) {
        return Objects.requireNonNull(severities.get(severity));
    }
}
