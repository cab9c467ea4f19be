package dev.millwright.reconciler.signature;

import dev.millwright.spec.resource.Environment.Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureException;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPDetachedSignatureProcessor;
import org.bouncycastle.openpgp.api.OpenPGPImplementation;
import org.bouncycastle.openpgp.api.OpenPGPSignature.OpenPGPDocumentSignature;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;

/// Verifies signatures of OpenPGP with Bouncy Castle, whose policy says which algorithms are too
/// weak. JGit's own verifier would ask the keys of the machine's user, and those are not the
/// repository's.
final class OpenPgpSignatures {
  /// Clocks differ.
  private static final Duration AHEAD = Duration.ofMinutes(10);

  private final OpenPGPImplementation openPgp = new BcOpenPGPImplementation();
  private final List<Known> known;
  private final Date now;
  private final Date latest;

  /// @param now a key that has expired or was revoked at this time signs nothing, so that nobody
  ///   dates a signature back
  OpenPgpSignatures(List<Known> known, Instant now) {
    this.known = List.copyOf(known);
    this.now = Date.from(now);
    this.latest = Date.from(now.plus(AHEAD));
  }

  record Known(Signer signer, OpenPGPCertificate certificate) {}

  // What an author of a signature can do wrong comes as whatever the reading of its bytes throws.
  @SuppressWarnings("PMD.AvoidCatchingGenericException")
  Signature of(SignedText signed) {
    try {
      Optional<PGPSignature> signature = only(signed.signature());
      return signature.isPresent()
          ? judged(signature.get(), signed.text())
          : new Signature.Refused("has a malformed signature");
    } catch (IOException | RuntimeException malformed) {
      return new Signature.Refused("has a malformed signature");
    }
  }

  /// The one signature over a document's bytes, as git makes it: none over keys, over nothing, or
  /// over lines whose ends may be changed.
  private Optional<PGPSignature> only(byte[] armoured) throws IOException {
    var objects =
        openPgp.pgpObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(armoured)));
    return objects.nextObject() instanceof PGPSignatureList list
            && list.size() == 1
            && list.get(0).getSignatureType() == PGPSignature.BINARY_DOCUMENT
        ? Optional.of(list.get(0))
        : Optional.empty();
  }

  private Signature judged(PGPSignature signature, byte[] text) throws IOException {
    for (Known each : known) {
      if (each.certificate().getSigningKeyFor(signature) != null) {
        return judged(each, signature, text);
      }
    }
    String key = String.format(Locale.ROOT, "%016X", signature.getKeyID());
    return new Signature.Refused("is signed with the key " + key + ", which is no signer's");
  }

  private Signature judged(Known by, PGPSignature signature, byte[] text) throws IOException {
    List<OpenPGPDocumentSignature> verified =
        new OpenPGPDetachedSignatureProcessor(openPgp)
            .addVerificationCertificate(by.certificate())
            .verifyNotAfter(latest)
            .addSignature(signature)
            .process(new ByteArrayInputStream(text));
    if (verified.isEmpty()) {
      return refused(by, "of a form that is not taken: a weak algorithm, or a time to come");
    }
    if (!verified.getFirst().isTestedCorrect()) {
      return refused(by, "that does not fit: it was changed after signing");
    }
    return inForce(by, verified.getFirst());
  }

  private Signature inForce(Known by, OpenPGPDocumentSignature signature) {
    OpenPGPCertificate certificate = by.certificate();
    if (certificate.getRevocation(now) != null) {
      return refused(by, "whose key was revoked");
    }
    Date expires = certificate.getExpirationTime(now);
    if (expires != null && expires.toInstant().isBefore(now.toInstant())) {
      return refused(by, "whose key expired on " + expires.toInstant());
    }
    boolean valid = isValid(signature, signature.getCreationTime()) && isValid(signature, now);
    return valid
        ? new Signature.By(by.signer())
        : refused(by, "whose key was not valid for signing then, or is not now");
  }

  private static boolean isValid(OpenPGPDocumentSignature signature, Date at) {
    try {
      return signature.isValidAt(at);
    } catch (PGPSignatureException e) {
      return false;
    }
  }

  private static Signature refused(Known by, String why) {
    return new Signature.Refused("has a signature of `" + by.signer().name() + "` " + why);
  }
}
