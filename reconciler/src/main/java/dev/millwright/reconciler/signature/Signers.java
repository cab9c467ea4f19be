package dev.millwright.reconciler.signature;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.Environment.Follows;
import dev.millwright.spec.resource.Environment.GpgKey;
import dev.millwright.spec.resource.Environment.Signer;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.Reading;
import dev.millwright.spec.yaml.ResourceReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPKeyReader;

/// Whose signatures count, by the word of one commit.
///
/// @param follows what the environment follows, by the same word
/// @param place where it says so
record Signers(ProjectTree tree, List<Signer> all, Follows follows, Span place) {
  /// What a commit says of an environment's signers. It need not compile for that, so that another
  /// version of Millwright knows them as well.
  sealed interface Answer {}

  /// Everybody may commit.
  record Everybody() implements Answer {}

  record Only(Signers signers) implements Answer {}

  /// The commit does not say, or nobody can read it; nobody may commit then.
  record Unreadable(Span place) implements Answer {}

  static Answer of(ProjectTree tree, Name environment) {
    Address address = new Address(Kind.ENVIRONMENT, environment);
    Reading reading = reading(tree);
    List<LocatedResource> found =
        reading.resources().stream().filter(it -> it.address().equals(address)).toList();
    if (found.size() == 1 && found.getFirst().resource() instanceof Environment one) {
      Span place = found.getFirst().spanOf("/spec/verify");
      return one.verify()
          .<Answer>map(it -> new Only(new Signers(tree, it.signers(), one.follows(), place)))
          .orElseGet(Everybody::new);
    }
    return new Unreadable(Span.startOf("."));
  }

  private static Reading reading(ProjectTree tree) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    tree.paths().stream()
        .filter(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
        .filter(path -> tree.size(path) <= ProjectTree.LARGEST_TEXT)
        .forEach(path -> files.put(path, tree.read(path)));
    return ResourceReader.read(files);
  }

  /// The certificate of a signer with a key of OpenPGP; absent when the file holds none, or
  /// several.
  Optional<OpenPGPCertificate> certificate(Signer signer) {
    return signer.key() instanceof GpgKey(var file) ? certificate(file) : Optional.empty();
  }

  // What a file of a key can have wrong comes as whatever the reading of its bytes throws.
  @SuppressWarnings("PMD.AvoidCatchingGenericException")
  private Optional<OpenPGPCertificate> certificate(String file) {
    if (!tree.paths().contains(file) || tree.size(file) > ProjectTree.LARGEST_TEXT) {
      return Optional.empty();
    }
    try {
      List<OpenPGPCertificate> read = new OpenPGPKeyReader().parseCertificates(tree.read(file));
      return read.size() == 1 ? Optional.of(read.getFirst()) : Optional.empty();
    } catch (IOException | RuntimeException malformed) {
      return Optional.empty();
    }
  }

  /// Keys with which nothing could be verified: a commit that says so would be the last good one.
  List<Diagnostic> unusable() {
    List<Diagnostic> findings = new ArrayList<>();
    for (Signer signer : all) {
      if (signer.key() instanceof GpgKey(var file) && certificate(file).isEmpty()) {
        String message =
            "`%s` does not hold the one public key of `%s`".formatted(file, signer.name());
        findings.add(
            Diagnostic.error(Rule.SIGNER_KEY, place, message)
                .hint("gpg --armor --export NAME > " + file));
      }
    }
    return findings;
  }
}
