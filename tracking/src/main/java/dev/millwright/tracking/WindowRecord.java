package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import java.time.Instant;

/// A monitor's verdict over one window.
///
/// @param version the monitor's version
/// @param judged when it was judged last, in wall time
public record WindowRecord(Name monitor, Digest version, WindowVerdict verdict, Instant judged) {}
