package io.certtrail.domain.settings;

import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;

/** No two tenants have one issuer and audience, or a token of theirs would be nobody's. */
public final class TakenProvider {
    private TakenProvider() {}

    /**
     * Lets a tenant set what it has.
     *
     * @param holder the tenant that has the issuer and audience of these settings now
     * @throws Refusal if it is another one, which is not named
     */
    public static void refuseUnless(StoredSettings next, String holder) {
        if (!holder.equals(next.tenant())) {
            throw Refusal.at(
                    Code.ID_CONFLICT,
                    "/oidc.audience",
                    "another tenant accepts tokens of this issuer for this audience; have the provider give its tokens"
                            + " for this tenant an audience of its own");
        }
    }
}
