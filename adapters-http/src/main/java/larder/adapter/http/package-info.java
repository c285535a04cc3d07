/**
 * Larder's HTTP side: routes, JSON, problem details and metrics, on Javalin. {@link larder.adapter.http.HttpApi} opens it,
 * {@link larder.adapter.http.HttpConfig} says how.
 */
@NullMarked
package larder.adapter.http;

import org.jspecify.annotations.NullMarked;
