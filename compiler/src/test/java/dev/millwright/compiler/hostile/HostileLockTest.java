package dev.millwright.compiler.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.release.Component;
import java.io.IOException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A lock that somebody changed by hand: it never goes in unseen.
final class HostileLockTest {
  private static final String TRIBUO = "org.tribuo:tribuo-classification-sgd:4.3.2";
  private static final String DIGEST = "0".repeat(64);

  private final Forge forge = new Forge();

  @AfterEach
  void close() {
    forge.close();
  }

  private ObjectId commit(String library) {
    String lock =
        """
        version: 1
        java:
          - function: train-delay
            dependencies:
              - %s
            libraries:
              - %s
        """;
    return forge.projectWith(forge.file("millwright.lock", lock.formatted(TRIBUO, library)));
  }

  private Checked<Compilation> compiled(ObjectId commit) throws IOException {
    try (Repository repository = new FileRepository(forge.folder().toFile())) {
      return new Compiler().compile(GitTrees.at(repository, commit.name(), ""), Name.of("local"));
    }
  }

  private Digest version(String library, Kind kind, String name) throws IOException {
    Checked<Compilation> checked = compiled(commit(library));
    if (checked instanceof Checked.Ok<Compilation>(var it, var _)) {
      Component component = it.release().at(kind, Name.of(name));
      return component.version();
    }
    throw new AssertionError(checked.findings());
  }

  @Test
  void another_digest_is_another_version_of_whatever_was_made_with_it() throws IOException {
    String pinned = TRIBUO + " sha256:" + DIGEST;
    String swapped = TRIBUO + " sha256:" + DIGEST.replaceFirst("0", "1");
    assertThat(version(swapped, Kind.FUNCTION, "train-delay"))
        .isNotEqualTo(version(pinned, Kind.FUNCTION, "train-delay"));
    assertThat(version(swapped, Kind.MODEL, "delay"))
        .isNotEqualTo(version(pinned, Kind.MODEL, "delay"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TRIBUO,
        TRIBUO + " sha256:",
        TRIBUO + " sha256:0000",
        TRIBUO + " sha1:0000000000000000000000000000000000000000",
        TRIBUO + " sha256:000000000000000000000000000000000000000000000000000000000000000g",
        "org.tribuo:../../../etc/passwd:1"
            + " sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "http://a.example/evil.jar"
            + " sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "org.tribuo:x:${java.io.tmpdir}"
            + " sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "\"\\e[2J:x:1 sha256:0000000000000000000000000000000000000000000000000000000000000000\""
      })
  void what_pins_nothing_is_refused(String library) throws IOException {
    assertThat(compiled(commit(library)).findings())
        .isNotEmpty()
        .extracting(Diagnostic::rule)
        .allMatch(it -> it.id().startsWith("MW19"));
  }
}
