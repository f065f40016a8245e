package io.certtrail.domain.searches;

import io.certtrail.domain.access.Principal;

/**
 * Whose a saved search is.
 *
 * @param actor the kind and id of somebody in the tenant
 */
public record SearchOwner(String tenant, String actor) {
    public static SearchOwner of(Principal principal) {
        return new SearchOwner(
                principal.tenant(),
                principal.actor().type().text() + ':' + principal.actor().id());
    }
}
