/// What a daemon tells Prometheus: what is on record, read when it is asked for, and what is on no
/// record, counted as it happens. Start at [Metrics].
@NullMarked
package dev.millwright.server.metrics;

import org.jspecify.annotations.NullMarked;
