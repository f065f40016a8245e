package io.certtrail.domain.exports;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Client;

/**
 * Who asks for an export or for one of its files.
 *
 * @param tenant whose ledger it is
 * @param client from where
 */
public record Requester(String tenant, Actor actor, Client client) {}
