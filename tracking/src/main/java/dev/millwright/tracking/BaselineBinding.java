package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import java.time.Instant;

/// What a monitor version compares with.
///
/// @param monitor the monitor's version
/// @param model the version of the model whose training statistics they are
/// @param baseline digest of the statistics in the artifact store
public record BaselineBinding(Digest monitor, Digest model, Digest baseline, Instant at) {}
