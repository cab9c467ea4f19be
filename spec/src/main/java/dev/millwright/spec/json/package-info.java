/// JSON in and out for every word of this module, one mapping for all processes. Start at [Json].
@NullMarked
package dev.millwright.spec.json;

import org.jspecify.annotations.NullMarked;
