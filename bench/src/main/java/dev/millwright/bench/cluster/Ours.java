package dev.millwright.bench.cluster;

/// What Millwright did, for others to do the same.
///
/// @param objects how many it applied at first
/// @param nanos from the commit until all were applied; @param changeNanos the same of one file
/// @param first what was applied then; @param second with what the changed file made of it
record Ours(int objects, long nanos, long changeNanos, Rendered first, Rendered second) {}
