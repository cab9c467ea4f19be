package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.Environment.GpgKey;
import dev.millwright.spec.resource.Environment.Signer;
import dev.millwright.spec.resource.Environment.SignerKey;
import dev.millwright.spec.resource.Environment.SshKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keys with which later commits are verified must be there and be keys. Whether a signature is
/// good is asked elsewhere.
final class SignerCheck {
  private static final int LARGEST_KEY = 256 << 10;
  private static final String PUBLIC = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
  private static final String PRIVATE = "PRIVATE KEY";

  private final Checks checks;
  private final Map<SignerKey, Signer> known = new HashMap<>();

  SignerCheck(Checks checks) {
    this.checks = checks;
  }

  static void check(Checks checks, Declared<Environment> declared) {
    declared
        .resource()
        .verify()
        .ifPresent(it -> new SignerCheck(checks).signers(declared, it.signers()));
  }

  private void signers(Declared<Environment> declared, List<Signer> signers) {
    Place place = declared.spec("verify").field("signers");
    for (int i = 0; i < signers.size(); i++) {
      signer(signers.get(i), place.element(i));
    }
    String file = declared.document().file();
    if (signers.stream().noneMatch(it -> it.mayChange(file))) {
      String message = "no signer may change `" + file + "`, and with it who may sign";
      checks.findings.add(
          Diagnostic.warning(Rule.SIGNERS_LOCKED_OUT, place.span(), message)
              .hint("give one of them `paths: [\"**\"]`"));
    }
  }

  private void signer(Signer signer, Place place) {
    Signer other = known.putIfAbsent(signer.key(), signer);
    switch (signer.key()) {
      case GpgKey(var file) -> gpg(file, place.field("key"));
      case SshKey(var line) -> ssh(line, place.field("ssh"));
    }
    if (other != null) {
      String message = "`%s` and `%s` have one key".formatted(other.name(), signer.name());
      wrong(place, message, "name it once, with the paths of both");
    }
  }

  private void gpg(String file, Place place) {
    String export = "gpg --armor --export NAME > " + file;
    if (checks.tree.refuses(file)) {
      return;
    }
    if (!checks.tree.paths().contains(file)) {
      checks.findings.add(
          place
              .error(Rule.SOURCE_MISSING, "the project has no file `" + file + "`")
              .hint(Nearest.hint(file, checks.tree.paths()).orElse(export)));
    } else if (checks.tree.size(file) > LARGEST_KEY) {
      wrong(place, "`%s` has more than %d bytes".formatted(file, LARGEST_KEY), export);
    } else {
      String text = new String(checks.tree.read(file), StandardCharsets.ISO_8859_1);
      if (text.contains(PRIVATE)) {
        wrong(place, "`" + file + "` holds a private key, which is known now", "replace the key");
      } else if (!text.contains(PUBLIC)) {
        wrong(place, "`" + file + "` holds no armoured public key", export);
      }
    }
  }

  private void ssh(String line, Place place) {
    int space = line.indexOf(' ');
    if (!isWhole(line.substring(space + 1), line.substring(0, Math.max(0, space)))) {
      wrong(place, "the key is cut off, or of another type than it says", "copy the .pub file");
    }
  }

  /// A key of SSH is parts behind their lengths in four bytes each; the first is its type's name.
  private static boolean isWhole(String key, String type) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(key));
      boolean isOfType = part(bytes).equals(type);
      while (bytes.hasRemaining()) {
        part(bytes);
      }
      return isOfType && bytes.position() > type.length() + 4;
    } catch (IllegalArgumentException | BufferUnderflowException cutOff) {
      return false;
    }
  }

  private static String part(ByteBuffer bytes) {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] part = new byte[length];
    bytes.get(part);
    return new String(part, StandardCharsets.ISO_8859_1);
  }

  private void wrong(Place place, String message, String hint) {
    checks.findings.add(place.error(Rule.SIGNER_KEY, message).hint(hint));
  }
}
