package dev.millwright.compiler.kubernetes.install;

import dev.millwright.compiler.kubernetes.install.Installation.ClaimThere;
import dev.millwright.compiler.kubernetes.install.Installation.Followed;
import dev.millwright.compiler.kubernetes.install.Installation.NewClaim;
import dev.millwright.compiler.kubernetes.install.Installation.NewToken;
import dev.millwright.compiler.kubernetes.install.Installation.TokenThere;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The `order.json` of a folder below `src/test/cases/install`.
record InstallCase(
    String namespace,
    boolean hasNamespace,
    boolean hasDefinitions,
    String source,
    Optional<String> ref,
    String path,
    String image,
    Optional<String> gateway,
    Optional<String> claim,
    Optional<String> storageClass,
    Optional<String> size,
    Optional<String> token,
    Optional<String> tokenSecret,
    Optional<String> gitSecret,
    Optional<String> webhookSecret) {
  static Installation of(Path folder) throws IOException {
    return Json.read(Files.readString(folder.resolve("order.json")), InstallCase.class)
        .installation();
  }

  private Installation installation() {
    return new Installation(
        namespace,
        hasNamespace,
        hasDefinitions,
        new Followed(SourceUrl.of(source).orElseThrow(), ref, path, Name.of("production")),
        image,
        gateway,
        claim.isPresent()
            ? new ClaimThere(claim.get())
            : new NewClaim(storageClass, size.orElseThrow()),
        token.isPresent() ? new NewToken(token.get()) : new TokenThere(tokenSecret.orElseThrow()),
        gitSecret,
        webhookSecret);
  }
}
