/** The description of the API: an OpenAPI document made from the routes, and a page that shows it. */
@NullMarked
package io.certtrail.functions.api.documentation;

import org.jspecify.annotations.NullMarked;
