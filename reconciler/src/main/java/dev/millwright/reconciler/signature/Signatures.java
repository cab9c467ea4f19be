package dev.millwright.reconciler.signature;

import dev.millwright.spec.resource.Environment.GpgKey;
import dev.millwright.spec.resource.Environment.Signer;
import dev.millwright.spec.resource.Environment.SshKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.GpgConfig.GpgFormat;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.SignatureVerifiers;
import org.eclipse.jgit.revwalk.RevCommit;

/// Says by whom a commit is signed, among those whose signatures count.
final class Signatures implements AutoCloseable {
  private final OpenPgpSignatures openPgp;
  private final SshSignatures ssh;

  private Signatures(OpenPgpSignatures openPgp, SshSignatures ssh) {
    this.openPgp = openPgp;
    this.ssh = ssh;
  }

  /// @param now a key that is not valid any more at this time signs nothing
  static Signatures of(Signers signers, Instant now) throws IOException {
    List<OpenPgpSignatures.Known> certificates = new ArrayList<>();
    List<Signer> ssh = new ArrayList<>();
    for (Signer signer : signers.all()) {
      switch (signer.key()) {
        case GpgKey _ ->
            signers
                .certificate(signer)
                .ifPresent(it -> certificates.add(new OpenPgpSignatures.Known(signer, it)));
        case SshKey _ -> ssh.add(signer);
      }
    }
    return new Signatures(new OpenPgpSignatures(certificates, now), SshSignatures.of(ssh));
  }

  /// @param commit with its body read
  Signature of(Repository repository, RevCommit commit) throws IOException {
    Optional<SignedText> signed = SignedText.of(commit);
    if (signed.isEmpty()) {
      return new Signature.Missing();
    }
    GpgFormat format = SignatureVerifiers.getFormat(signed.get().signature());
    if (format == null) {
      return new Signature.Refused("has a signature of an unknown kind");
    }
    return switch (format) {
      case OPENPGP -> openPgp.of(signed.get());
      case SSH -> ssh.of(repository, signed.get());
      case X509 -> new Signature.Refused("is signed with X.509, and OpenPGP and SSH count");
    };
  }

  @Override
  public void close() throws IOException {
    ssh.close();
  }
}
