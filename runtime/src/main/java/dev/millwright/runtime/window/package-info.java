/// Folds rows into tiles and tiles into windows, in one order, for backfill, joins and online reads
/// alike. Pure. Start at [WindowRead].
@NullMarked
package dev.millwright.runtime.window;

import org.jspecify.annotations.NullMarked;
