package io.certtrail.domain.catalogue;

import io.certtrail.domain.problem.Violation;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.EntryRules;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All actions that there are, by either spelling. Immutable and safe for use by several threads. */
public final class Catalogue {
    private static final String RESOURCE = "catalogue.json";

    private final Map<String, ActionDefinition> byAction = new LinkedHashMap<>();
    private final Map<String, ActionDefinition> byConstant = new HashMap<>();

    private Catalogue(List<ActionDefinition> definitions) {
        for (ActionDefinition definition : definitions) {
            ActionDefinition before = byAction.putIfAbsent(definition.action(), definition);
            ActionDefinition other = byConstant.putIfAbsent(definition.constant(), definition);
            if (before != null || other != null) {
                throw new IllegalStateException("two actions are spelled " + definition.action());
            }
        }
    }

    /** Reads the catalogue of this version. */
    public static Catalogue load() {
        try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar");
            }
            return new Catalogue(CatalogueReader.read((Json.Obj) JsonReader.parse(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every action but the free ones, in the order of the catalogue. */
    public Collection<ActionDefinition> actions() {
        return byAction.values();
    }

    /** What is meant by a dotted or constant spelling, or by a {@code custom.} name. */
    public Optional<ActionDefinition> find(String spelling) {
        ActionDefinition definition = byAction.getOrDefault(spelling, byConstant.get(spelling));
        if (definition == null && ActionDefinition.isCustom(spelling)) {
            return Optional.of(ActionDefinition.custom(spelling));
        }
        return Optional.ofNullable(definition);
    }

    /**
     * An event that the system itself records. Control characters that it picked up from outside are replaced, its
     * description is the catalogue's.
     *
     * @param action dotted
     * @throws IllegalArgumentException if the event does not fit the catalogue: a mistake in the code that records it
     */
    public Event event(
            UUID id,
            Instant occurred,
            String action,
            Actor actor,
            Client client,
            Resource resource,
            Json.Obj details,
            String trace) {
        ActionDefinition definition =
                find(action).orElseThrow(() -> new IllegalArgumentException(action + " is not in the catalogue"));
        Actor cleanActor = new Actor(
                actor.type(), EntryRules.replaceControls(actor.id()), EntryRules.replaceControls(actor.name()));
        Client cleanClient = new Client(cleanOrNull(client.ip()), cleanOrNull(client.userAgent()));
        Resource cleanResource =
                new Resource(resource.type(), EntryRules.replaceControls(resource.id()), cleanOrNull(resource.name()));
        List<Violation> violations = definition.violations(cleanResource, details);
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(action + " does not fit the catalogue: " + violations);
        }
        return new Event(
                id,
                LedgerTime.of(occurred),
                definition.action(),
                definition.severity(),
                cleanActor,
                cleanClient,
                cleanResource,
                definition.describe(cleanActor, cleanResource, details),
                details,
                EntryRules.replaceControls(trace));
    }

    private static @Nullable String cleanOrNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : EntryRules.replaceControls(text);
    }
}
