package dev.millwright.builder.signature;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;

/// A public key that tells whether its private one has signed: ECDSA over SHA-256.
public record VerifyingKey(PublicKey key) {
  static final String ALGORITHM = "SHA256withECDSA";

  private static final String HINT =
      "make it of the private one: openssl pkey -in sign.pem -pubout";

  /// Reads a file in PEM, as OpenSSL and cosign write it.
  ///
  /// @throws KeyFailure when it holds no such key
  public static VerifyingKey read(Path file) {
    return of(Pem.read(file), file.toString());
  }

  /// Reads the text of such a file.
  ///
  /// @param whence where the text is from, for whoever has to mend it
  /// @throws KeyFailure when it is no such key
  public static VerifyingKey parse(String text, String whence) {
    return of(Pem.parse(text, whence), whence);
  }

  private static VerifyingKey of(Pem pem, String whence) {
    if (!pem.label().equals("PUBLIC KEY")) {
      throw new KeyFailure(whence + " holds a `" + pem.label() + "`, and not a PUBLIC KEY", HINT);
    }
    try {
      return new VerifyingKey(
          KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(pem.content())));
    } catch (GeneralSecurityException e) {
      throw new KeyFailure(whence + " holds no public key of an elliptic curve", HINT);
    }
  }

  public boolean verifies(byte[] text, byte[] signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(text);
      return check.verify(signature);
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK verifies ECDSA", e);
    }
  }
}
