package dev.millwright.reconciler.signature;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.util.RawParseUtils;

/// A commit parted into its signature and what is signed: all the rest.
final class SignedText {
  private static final byte[] HEADER = "gpgsig".getBytes(StandardCharsets.US_ASCII);

  private final byte[] signature;
  private final byte[] text;

  private SignedText(byte[] signature, byte[] text) {
    this.signature = signature;
    this.text = text;
  }

  /// @return absent when the commit carries no signature
  static Optional<SignedText> of(RevCommit commit) {
    byte[] raw = commit.getRawBuffer();
    int start = RawParseUtils.headerStart(HEADER, raw, 0);
    byte[] signature = commit.getRawGpgSignature();
    if (start < 0 || signature == null) {
      return Optional.empty();
    }
    int from = start - HEADER.length - 1;
    int to = Math.min(raw.length, RawParseUtils.nextLfSkippingSplitLines(raw, start) + 1);
    byte[] text = Arrays.copyOf(raw, raw.length - (to - from));
    System.arraycopy(raw, to, text, from, raw.length - to);
    return Optional.of(new SignedText(signature, text));
  }

  /// Armoured, as it stands in the commit. Not to be changed.
  byte[] signature() {
    return signature;
  }

  /// Not to be changed.
  byte[] text() {
    return text;
  }
}
