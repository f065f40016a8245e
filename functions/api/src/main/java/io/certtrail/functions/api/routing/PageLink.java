package io.certtrail.functions.api.routing;

import io.certtrail.aws.lambda.HttpRequest;

/** Links from a page to the next one (RFC 8288). */
public final class PageLink {
    private PageLink() {}

    /**
     * The link to the page with this cursor: the same address with another cursor, relative to the host.
     *
     * @param cursor of characters that need no encoding
     */
    public static String next(HttpRequest request, String parameter, String cursor) {
        StringBuilder query = new StringBuilder();
        for (String pair : request.rawQueryString().split("&", -1)) {
            if (!pair.isEmpty() && !pair.startsWith(parameter + "=")) {
                query.append(pair.replace(">", "%3E")).append('&');
            }
        }
        return "<%s?%s%s=%s>; rel=\"next\"".formatted(request.rawPath(), query, parameter, cursor);
    }
}
