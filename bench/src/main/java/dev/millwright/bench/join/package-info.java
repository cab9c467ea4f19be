/// The point-in-time join at size, beside a plain query of the same meaning. Start at [JoinAtSize].
@NullMarked
package dev.millwright.bench.join;

import org.jspecify.annotations.NullMarked;
