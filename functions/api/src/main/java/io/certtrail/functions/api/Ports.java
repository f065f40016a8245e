package io.certtrail.functions.api;

import io.certtrail.domain.access.AccessTokens;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.exports.EvidenceStore;
import io.certtrail.domain.exports.ExportQueue;
import io.certtrail.domain.exports.ExportStore;
import io.certtrail.domain.exports.Format;
import io.certtrail.domain.publish.Checkpoints;
import io.certtrail.domain.publish.LogStore;
import io.certtrail.domain.searches.SavedSearches;
import io.certtrail.domain.segments.ArchiveStore;
import io.certtrail.domain.settings.SettingsStore;
import io.certtrail.domain.subscriptions.Connections;
import io.certtrail.domain.subscriptions.Subscriptions;
import io.certtrail.domain.tenants.Tenants;
import java.util.Set;

/**
 * What the API works with.
 *
 * @param formats that exports can have here
 */
public record Ports(
        Tenants tenants,
        ChainReader chain,
        Outbox outbox,
        AccessTokens tokens,
        Checkpoints checkpoints,
        LogStore log,
        ArchiveStore archive,
        ExportStore exports,
        ExportQueue exportQueue,
        EvidenceStore evidence,
        Set<Format> formats,
        SavedSearches searches,
        SettingsStore settings,
        Subscriptions subscriptions,
        Connections connections,
        IdentityPorts identity) {}
