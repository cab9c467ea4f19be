package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import java.time.Instant;

/// The bytes that the first training of a model version made.
///
/// @param baseline digest of the training statistics
/// @param run the run that made them
public record ModelBinding(Digest version, Digest model, Digest baseline, String run, Instant at) {}
