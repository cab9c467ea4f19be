package dev.millwright.builder.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The first block of a file in PEM.
///
/// @param label what it says that it is
/// @param text its content, as Base64
record Pem(String label, String text) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
  private static final long LARGEST = 64 << 10;

  /// @throws KeyFailure when there is no block in it, or it is no file
  static Pem read(Path file) {
    try {
      byte[] text = Files.size(file) > LARGEST ? new byte[0] : Files.readAllBytes(file);
      return parse(new String(text, US_ASCII), file.toString());
    } catch (IOException e) {
      throw new KeyFailure("cannot read " + file, "");
    }
  }

  /// @param whence where the text is from
  /// @throws KeyFailure when there is no block in it
  static Pem parse(String text, String whence) {
    Matcher block = BLOCK.matcher(text);
    if (!block.find()) {
      throw new KeyFailure(whence + " is no key in PEM", "");
    }
    return new Pem(block.group(1), block.group(2));
  }

  byte[] content() throws InvalidKeyException {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException(e);
    }
  }
}
