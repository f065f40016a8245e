package io.certtrail.domain.settings;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;

/**
 * Who changes settings.
 *
 * @param origin the ledger of the tenant whose settings they are
 * @param client where they are
 */
public record SettingsAuthor(Origin origin, Actor actor, Client client) {}
