/// How values are spread, and how far one spread is from another.
@NullMarked
package dev.millwright.spec.distribution;

import org.jspecify.annotations.NullMarked;
