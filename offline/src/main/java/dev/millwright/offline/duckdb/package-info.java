/// The embedded engine: one connection a thread, bounded memory, quoted words. Start at [Engine].
@NullMarked
package dev.millwright.offline.duckdb;

import org.jspecify.annotations.NullMarked;
