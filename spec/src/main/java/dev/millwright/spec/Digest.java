package dev.millwright.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// A SHA-256 digest, as 64 lower-case hexadecimal digits. The identity of content.
public record Digest(@JsonValue String hex) implements Comparable<Digest> {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
    }
  }

  @JsonCreator
  public static Digest parse(String hex) {
    return new Digest(hex);
  }

  public static Digest of(byte[] content) {
    return new Digest(HexFormat.of().formatHex(sha256().digest(content)));
  }

  /// The digest of the text's UTF-8 bytes.
  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The digest of parts, one behind the other.
  public static Digest of(List<byte[]> parts) {
    MessageDigest sha256 = sha256();
    parts.forEach(sha256::update);
    return new Digest(HexFormat.of().formatHex(sha256.digest()));
  }

  /// The digest of all bytes that are left in the stream; the caller closes it.
  public static Digest of(InputStream content) throws IOException {
    MessageDigest sha256 = sha256();
    byte[] buffer = new byte[1 << 16];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      sha256.update(buffer, 0, read);
    }
    return new Digest(HexFormat.of().formatHex(sha256.digest()));
  }

  /// The first eight digits: enough for people, never for a decision.
  public String brief() {
    return hex.substring(0, 8);
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
