package dev.millwright.server.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A call that means "look now". Who knows the secret shows it in the way of their forge: by a
/// signature of the body, or by the secret itself. Of the body nothing but its signature is read.
public final class Webhook {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String SIGNED = "sha256=";
  private static final String BEARER = "Bearer ";
  private static final int PART = 8192;

  private final String secret;
  private final Runnable look;

  /// @param secret what forges were told
  /// @param look has git looked at soon; called once for each call that shows the secret
  /// @throws IllegalArgumentException when the secret is empty: then everybody would know it
  public Webhook(String secret, Runnable look) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("the secret of the webhook is empty");
    }
    this.secret = secret;
    this.look = look;
  }

  /// Whether the sender knows the secret. The first of these headers that is there counts:
  /// `X-Hub-Signature-256` (GitHub, Gitea, Forgejo), `X-Hub-Signature` (Bitbucket),
  /// `X-Gitlab-Token`, `Authorization: Bearer`.
  ///
  /// @param headers the first value of a header, empty when there is none
  /// @throws IOException when the body does not come whole
  public boolean isFromOne(UnaryOperator<String> headers, InputStream body) throws IOException {
    for (String name : new String[] {"X-Hub-Signature-256", "X-Hub-Signature"}) {
      String signature = headers.apply(name);
      if (!signature.isEmpty()) {
        return signs(signature, body);
      }
    }
    String token = headers.apply("X-Gitlab-Token");
    String bearer = headers.apply("Authorization");
    return token.isEmpty() ? isSecret(bearer, BEARER) : isSecret(token, "");
  }

  /// Has git looked at.
  public void look() {
    look.run();
  }

  private boolean isSecret(String given, String prefix) {
    return MessageDigest.isEqual((prefix + secret).getBytes(UTF_8), given.getBytes(UTF_8));
  }

  private boolean signs(String signature, InputStream body) throws IOException {
    Optional<byte[]> given = bytes(signature);
    return given.isPresent() && MessageDigest.isEqual(signature(body), given.get());
  }

  private static Optional<byte[]> bytes(String signature) {
    try {
      return signature.startsWith(SIGNED)
          ? Optional.of(HexFormat.of().parseHex(signature.substring(SIGNED.length())))
          : Optional.empty();
    } catch (IllegalArgumentException notHexadecimal) {
      return Optional.empty();
    }
  }

  private byte[] signature(InputStream body) throws IOException {
    Mac mac = mac();
    byte[] part = new byte[PART];
    for (int read = body.read(part); read >= 0; read = body.read(part)) {
      mac.update(part, 0, read);
    }
    return mac.doFinal();
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
