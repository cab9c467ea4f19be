/// Counts and times answers by release and graph, cumulative since the process started. Start at
/// [Measurements].
@NullMarked
package dev.millwright.serving.measure;

import org.jspecify.annotations.NullMarked;
