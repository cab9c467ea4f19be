/// The processes that answer requests. Start at [GraphMain] and [GatewayMain].
@NullMarked
package dev.millwright.serving;

import org.jspecify.annotations.NullMarked;
