package dev.millwright.reconciler.signature;

import dev.millwright.spec.resource.Environment.Signer;

/// What became of looking at a commit's signature.
sealed interface Signature {
  record Missing() implements Signature {}

  /// @param why goes on a sentence that starts with the commit
  record Refused(String why) implements Signature {}

  /// A good signature of somebody whose signature counts.
  record By(Signer signer) implements Signature {}
}
