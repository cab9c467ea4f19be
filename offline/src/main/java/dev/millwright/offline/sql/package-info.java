/// Typed expressions as DuckDB's SQL, with the one meaning that expressions have everywhere. Start
/// at [DuckDbSql].
@NullMarked
package dev.millwright.offline.sql;

import org.jspecify.annotations.NullMarked;
