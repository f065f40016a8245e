package io.certtrail.domain.access;

/**
 * Which credential somebody showed, without what opens anything: it may stand in logs and entries.
 *
 * @param id of the token or session; of an OpenID token the subject
 * @param viaCookie whether a browser sent it by itself, so that a request that changes something must prove that it was
 *     meant
 */
public record CredentialId(Credential.Kind kind, String id, boolean viaCookie) {}
