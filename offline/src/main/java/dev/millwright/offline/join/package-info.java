/// Joins examples with features as they were known at each example's time. Start at
/// [PointInTimeJoin].
@NullMarked
package dev.millwright.offline.join;

import org.jspecify.annotations.NullMarked;
