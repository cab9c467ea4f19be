package dev.millwright.cli.follow;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import java.util.List;

/// How a revision ended.
public sealed interface Outcome {
  /// Its release has all traffic and is proven.
  ///
  /// @param changed whether anything had to be done
  record Live(Digest release, boolean changed) implements Outcome {}

  /// It does not compile.
  record Refused(List<Diagnostic> diagnostics) implements Outcome {}

  /// Its release failed, everything went back, and it is in quarantine.
  record Returned(Digest release, String cause) implements Outcome {}

  /// Its environment starts no rollouts now; it waits.
  ///
  /// @param sentence why, and until when
  record Suspended(String sentence) implements Outcome {}

  /// A newer commit took its place.
  record Overtaken() implements Outcome {}
}
