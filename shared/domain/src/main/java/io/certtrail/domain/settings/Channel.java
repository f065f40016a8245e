package io.certtrail.domain.settings;

import java.net.URI;

/** Where notifications are sent. */
public sealed interface Channel {
    /** Different for each of a tenant's. */
    String name();

    /** A mailbox. */
    record Email(String name, String address) implements Channel {}

    /**
     * An address that is called with what happened, signed.
     *
     * @param sealedSecret what it is signed with, as {@link SecretSeal} keeps it
     */
    record Webhook(String name, URI url, String sealedSecret) implements Channel {}
}
