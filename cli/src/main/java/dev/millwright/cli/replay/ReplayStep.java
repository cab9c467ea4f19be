package dev.millwright.cli.replay;

import java.time.Instant;
import java.util.List;

/// A step of a replay that is done.
///
/// @param verdicts what each monitor's newest window says
public record ReplayStep(Instant from, Instant to, Sent sent, List<String> verdicts) {}
