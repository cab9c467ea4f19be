package dev.millwright.reconciler.watch;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/// Has git give up when its time is over.
final class Deadline extends EmptyProgressMonitor {
  private final LongSupplier nanos;
  private final long end;

  Deadline(Duration longest, LongSupplier nanos) {
    this.nanos = nanos;
    this.end = nanos.getAsLong() + longest.toNanos();
  }

  @Override
  public boolean isCancelled() {
    return nanos.getAsLong() - end > 0;
  }
}
