package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import java.time.Instant;

/// A release that failed and is not tried again until git moves on or a person lifts it.
public record QuarantineRecord(Digest release, String revision, String cause, Instant at) {}
