package dev.millwright.reconciler.platform.kubernetes.source;

import java.io.IOException;

/// A project that is looked after.
public interface Running extends AutoCloseable {
  /// Whether it goes on; asked again and again.
  ///
  /// @throws Refused when it has ended by itself, or may not go on
  void check() throws Refused;

  /// Ends: it writes nothing any more when this returns, or this is interrupted.
  @Override
  void close();

  /// How a project is started.
  @FunctionalInterface
  interface Starting {
    /// May take long, and delays nobody else.
    ///
    /// @param ended to be told when the project ends by itself
    /// @throws IOException when the repository was never read and does not answer
    Running start(SourceOrder order, Runnable ended)
        throws Refused, IOException, InterruptedException;
  }
}
