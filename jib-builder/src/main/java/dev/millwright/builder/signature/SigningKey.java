package dev.millwright.builder.signature;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;

/// A private key that signs images: ECDSA on P-256 over SHA-256.
public final class SigningKey {
  private static final String HINT =
      "make one: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out sign.pem";

  private final ECPrivateKey key;
  private final VerifyingKey counterpart;

  private SigningKey(ECPrivateKey key, VerifyingKey counterpart) {
    this.key = key;
    this.counterpart = counterpart;
  }

  /// Reads a file in PEM, as OpenSSL writes it (PKCS #8, without a password).
  ///
  /// @throws KeyFailure when it holds no such key
  public static SigningKey read(Path file) {
    Pem pem = Pem.read(file);
    if (!pem.label().equals("PRIVATE KEY")) {
      throw new KeyFailure(
          file + " holds a `" + pem.label() + "`, and not a PRIVATE KEY without a password", HINT);
    }
    try {
      var read =
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pem.content()));
      if (read instanceof ECPrivateKey key) {
        return new SigningKey(key, counterpart(file, key));
      }
      throw new KeyFailure(file + " holds no key of an elliptic curve", HINT);
    } catch (GeneralSecurityException e) {
      throw new KeyFailure(file + " holds no key of the curve P-256", HINT);
    }
  }

  private static VerifyingKey counterpart(Path file, ECPrivateKey key)
      throws GeneralSecurityException {
    ECNamedCurveParameterSpec curve = ECNamedCurveTable.getParameterSpec("secp256r1");
    BigInteger secret = key.getS();
    if (!key.getParams().getOrder().equals(curve.getN())) {
      throw new KeyFailure(file + " holds a key of another curve than P-256", HINT);
    }
    var point = curve.getG().multiply(secret).normalize();
    var place =
        new ECPoint(point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    return new VerifyingKey(
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(place, key.getParams())));
  }

  /// The public key that verifies what this one signs.
  public VerifyingKey counterpart() {
    return counterpart;
  }

  public byte[] sign(byte[] text) {
    try {
      Signature signature = Signature.getInstance(VerifyingKey.ALGORITHM);
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs by ECDSA", e);
    }
  }
}
