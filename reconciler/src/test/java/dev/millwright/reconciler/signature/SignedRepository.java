package dev.millwright.reconciler.signature;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A repository whose commits are made and signed by the real git, gpg and ssh-keygen, with an
/// environment that says who may sign.
final class SignedRepository implements AfterEachCallback {
  static final String ENVIRONMENT = "environments/live.yaml";

  final TemporaryRepository repository = TemporaryRepository.create();
  private final Path keys;
  private final Map<String, String> lines = new TreeMap<>();
  private int minutes;

  SignedRepository() {
    try {
      keys = Files.createTempDirectory("k").toRealPath();
      Files.createDirectory(keys.resolve("gnupg"));
      keys.resolve("gnupg").toFile().setReadable(false, false);
      keys.resolve("gnupg").toFile().setReadable(true, true);
      keys.resolve("gnupg").toFile().setExecutable(false, false);
      keys.resolve("gnupg").toFile().setExecutable(true, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void needs(String... programs) {
    for (String program : programs) {
      Path found =
          List.of(System.getenv("PATH").split(":")).stream()
              .map(folder -> Path.of(folder, program))
              .filter(Files::isExecutable)
              .findFirst()
              .orElse(Path.of(""));
      assumeTrue(Files.isExecutable(found), program + " is not installed here");
    }
  }

  /// A new key of SSH, which is all that signs under its name.
  String sshKey(String name) {
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key(name));
    lines.put(name, "ssh: \"" + text(keys.resolve(name + ".pub")).strip() + "\"");
    return key(name) + ".pub";
  }

  /// A new key of GnuPG.
  ///
  /// @param validity such as `never`; @param more options, such as another time
  void gpgKey(String name, String validity, String... more) {
    List<String> line = new ArrayList<>(List.of("gpg", "--batch", "--passphrase", ""));
    line.addAll(List.of(more));
    line.addAll(List.of("--quick-generate-key", name, "ed25519", "sign", validity));
    run(line.toArray(String[]::new));
    export(name);
  }

  /// Revokes a key, as its owner does who has lost it.
  void revoke(String name) {
    String fingerprint =
        run("gpg", "--batch", "--with-colons", "--list-keys", name)
            .lines()
            .filter(it -> it.startsWith("fpr:"))
            .findFirst()
            .orElseThrow()
            .split(":")[9];
    Path written = keys.resolve("gnupg/openpgp-revocs.d/" + fingerprint + ".rev");
    write(written, text(written).replace(":-----BEGIN", "-----BEGIN"));
    run("gpg", "--batch", "--import", written.toString());
    export(name);
  }

  private void export(String name) {
    repository.write("keys/" + name + ".asc", run("gpg", "--armor", "--export", name));
    lines.put(name, "key: keys/" + name + ".asc");
  }

  /// Writes who may sign: `name` or `name pattern pattern`.
  SignedRepository signers(String... signers) {
    StringBuilder yaml =
        new StringBuilder(
            """
            apiVersion: millwright.dev/v1
            kind: Environment
            metadata: {name: live}
            spec:
              platform: local
              follows: {branch: main}
              verify:
                signers:
            """);
    for (String signer : signers) {
      List<String> words = List.of(signer.split(" "));
      yaml.append("      - name: ").append(words.getFirst()).append("\n        ");
      yaml.append(lines.get(words.getFirst())).append('\n');
      if (words.size() > 1) {
        String paths = String.join("\", \"", words.subList(1, words.size()));
        yaml.append("        paths: [\"").append(paths).append("\"]\n");
      }
    }
    repository.write(ENVIRONMENT, yaml.toString());
    return this;
  }

  SignedRepository write(String path, String text) {
    repository.write(path, text);
    return this;
  }

  /// Commits everything, signed by nobody.
  String unsigned(String message) {
    return commit(List.of("--no-gpg-sign"), message);
  }

  String bySsh(String key, String message) {
    return commit(sshOptions(key), List.of("--gpg-sign"), message);
  }

  String byGpg(String name, String message) {
    return commit(List.of("--gpg-sign=" + name), message);
  }

  /// Signs with a clock that stands elsewhere, as somebody does who dates a signature back.
  String byGpgAt(String time, String name, String message) {
    Path wrapper = keys.resolve("gpg-then");
    write(wrapper, "#!/bin/sh\nexec gpg --faked-system-time " + time + "! \"$@\"\n");
    wrapper.toFile().setExecutable(true);
    return commit(List.of("-c", "gpg.program=" + wrapper), List.of("--gpg-sign=" + name), message);
  }

  /// Merges a branch, signed by a key of SSH; what stands in the work tree comes along.
  String merge(String branch, String key, String message) {
    git(List.of("merge", "--no-commit", "--no-ff", "-X", "ours", branch));
    return bySsh(key, message);
  }

  private List<String> sshOptions(String key) {
    return List.of("-c", "gpg.format=ssh", "-c", "user.signingKey=" + key(key) + ".pub");
  }

  private String commit(List<String> sign, String message) {
    return commit(List.of(), sign, message);
  }

  private String commit(List<String> options, List<String> sign, String message) {
    git(List.of("add", "--all"));
    List<String> line = new ArrayList<>(options);
    line.addAll(List.of("commit", "--quiet", "--allow-empty", "-m", message));
    line.addAll(sign);
    minutes++;
    git(line);
    return repository.resolve("HEAD").orElseThrow();
  }

  String git(List<String> arguments) {
    List<String> line =
        new ArrayList<>(
            List.of("git", "-c", "user.name=Test", "-c", "user.email=test@example.com"));
    line.addAll(arguments);
    return run(line.toArray(String[]::new));
  }

  List<Diagnostic> findings(String base, String target) {
    return findings("", base, target);
  }

  List<Diagnostic> findings(String folder, String base, String target) {
    try {
      return new SignedHistory(
              repository.git().getRepository(), folder, Name.of("live"), Instant.now())
          .findings(base, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String key(String name) {
    return keys.resolve(name).toString();
  }

  private String run(String... line) {
    try {
      Path errors = keys.resolve("errors");
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .directory(repository.root().toFile())
              .redirectError(errors.toFile());
      builder.environment().put("GNUPGHOME", keys.resolve("gnupg").toString());
      builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
      builder.environment().put("HOME", keys.toString());
      String time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minutes).toString();
      builder.environment().put("GIT_COMMITTER_DATE", time);
      Process process = builder.start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(List.of(line) + ": " + text(errors));
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (Files.exists(keys.resolve("gnupg/pubring.kbx"))) {
      run("gpgconf", "--kill", "gpg-agent");
    }
    repository.close();
  }
}
