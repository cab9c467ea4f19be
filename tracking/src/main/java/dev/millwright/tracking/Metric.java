package dev.millwright.tracking;

import java.time.Instant;

/// One point of a series that a run logged. NaN is kept as missing and comes back as NaN.
public record Metric(String name, long step, Instant at, double value) {}
