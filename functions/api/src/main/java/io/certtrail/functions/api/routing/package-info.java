/** Routes as data: what the router, the validation of requests and the OpenAPI document are all made from. */
@NullMarked
package io.certtrail.functions.api.routing;

import org.jspecify.annotations.NullMarked;
