package dev.millwright.reconciler.signature;

import dev.millwright.spec.resource.Environment.Signer;
import dev.millwright.spec.resource.Environment.SshKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.SignatureVerifier;
import org.eclipse.jgit.lib.SignatureVerifier.SignatureVerification;
import org.eclipse.jgit.signing.ssh.SshSignatureVerifierFactory;

/// Verifies signatures of SSH as git does, with a file of allowed signers that is ours alone.
final class SshSignatures implements AutoCloseable {
  private final List<Signer> signers;
  private final Path allowed;
  private final GpgConfig config;
  private final SignatureVerifier verifier = new SshSignatureVerifierFactory().create();

  private SshSignatures(List<Signer> signers, Path allowed) {
    this.signers = signers;
    this.allowed = allowed;
    Config own = new Config();
    own.setString("gpg", "ssh", "allowedSignersFile", allowed.toString());
    this.config = new GpgConfig(own);
  }

  static SshSignatures of(List<Signer> signers) throws IOException {
    Path allowed = Files.createTempFile("allowed-signers", "");
    Files.write(allowed, signers.stream().map(SshSignatures::line).toList());
    return new SshSignatures(signers, allowed);
  }

  private static String line(Signer signer) {
    return signer.key() instanceof SshKey(var key)
        ? signer.name() + " namespaces=\"git\" " + key
        : "";
  }

  // What an author of a signature can do wrong comes as whatever the reading of its bytes throws.
  @SuppressWarnings("PMD.AvoidCatchingGenericException")
  Signature of(Repository repository, SignedText signed) {
    try {
      SignatureVerification verified =
          verifier.verify(repository, config, signed.text(), signed.signature());
      return verified.verified() ? by(verified) : refused(verified);
    } catch (IOException | RuntimeException malformed) {
      return new Signature.Refused("has a malformed signature");
    }
  }

  private Signature by(SignatureVerification verified) {
    return signers.stream()
        .filter(it -> it.name().text().equals(verified.keyUser()))
        .findFirst()
        .<Signature>map(Signature.By::new)
        .orElseGet(() -> stranger(verified));
  }

  private static Signature refused(SignatureVerification verified) {
    return switch (verified.trustLevel()) {
      case UNKNOWN -> stranger(verified);
      case NEVER, MARGINAL, FULL, ULTIMATE ->
          new Signature.Refused("has a signature that does not fit: it was changed after signing");
    };
  }

  private static Signature stranger(SignatureVerification verified) {
    return new Signature.Refused(
        "is signed with the SSH key %s, which is no signer's".formatted(verified.keyFingerprint()));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(allowed);
  }
}
