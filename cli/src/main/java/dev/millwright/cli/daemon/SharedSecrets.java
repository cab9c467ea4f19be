package dev.millwright.cli.daemon;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.reconciler.platform.kubernetes.source.Impersonation;
import dev.millwright.reconciler.platform.kubernetes.source.Refused;
import dev.millwright.reconciler.platform.kubernetes.source.SecretFields;
import dev.millwright.reconciler.platform.kubernetes.source.SourceOrder;
import dev.millwright.reconciler.watch.RemoteCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a project of several is to do, with what its namespace's Secrets say, read as its account.
///
/// @param opened takes what is put on this machine for as long as the project runs
record SharedSecrets(Impersonation account, SourceOrder source, SharedOrder shared, Opened opened) {
  private static final String FORGE = "millwright-commit-status";
  private static final String WEBHOOK = "millwright-webhook";

  ClusterOrder order() throws Refused, IOException {
    return new ClusterOrder(
        origin(),
        source.path(),
        source.environment(),
        source.namespace(),
        installed(),
        shared.state(),
        source.interval(),
        shared.listen(),
        forge());
  }

  private Installed installed() throws Refused {
    String token =
        account
            .secret(Target.TOKEN)
            .flatMap(it -> it.text("token"))
            .orElseThrow(
                () ->
                    new Refused(
                        "NoToken",
                        "there is no Secret %s with a token in %s"
                            .formatted(Target.TOKEN, source.namespace())));
    return shared
        .installed()
        .of(
            token,
            webhook(),
            source.gateway().map(Target.Gateway::named),
            source.registry(),
            new Installed.Home(shared.home(), shared.claim(source.namespace())));
  }

  private Optional<String> webhook() throws Refused {
    return account
        .secret(WEBHOOK)
        .flatMap(it -> it.text("secret"))
        .map(String::strip)
        .filter(secret -> !secret.isEmpty());
  }

  private RemoteCopy.Origin origin() throws Refused, IOException {
    String url = source.url().text();
    if (source.secret().isEmpty()) {
      return new RemoteCopy.Origin(url, source.ref(), Optional.empty(), Optional.of(folder()));
    }
    String name = source.secret().get();
    SecretFields secret =
        account
            .secret(name)
            .orElseThrow(() -> new Refused("NoSecret", "there is no Secret " + name));
    Optional<RemoteCopy.Login> login =
        secret
            .text("password")
            .map(it -> new RemoteCopy.Login(secret.text("username").orElse("git"), it));
    return new RemoteCopy.Origin(url, source.ref(), login, Optional.of(keys(secret)));
  }

  /// Those of the Secret alone: what this process's user has is no project's.
  private Path keys(SecretFields secret) throws IOException {
    Path folder = folder();
    for (String name : new String[] {"id_ed25519", "known_hosts"}) {
      Optional<String> text = secret.text(name);
      if (text.isPresent()) {
        Files.writeString(folder.resolve(name), text.get());
      }
    }
    return folder;
  }

  /// For this process's user alone, and gone with the project.
  private Path folder() throws IOException {
    Path folder = Files.createTempDirectory("keys");
    opened.add(
        () -> {
          Files.deleteIfExists(folder.resolve("id_ed25519"));
          Files.deleteIfExists(folder.resolve("known_hosts"));
          Files.deleteIfExists(folder);
        });
    return folder;
  }

  private Optional<ReportTo> forge() throws Refused {
    Map<String, String> variables = new TreeMap<>();
    account
        .secret(FORGE)
        .ifPresent(
            it ->
                it.texts()
                    .forEach(
                        (key, text) ->
                            variables.put(
                                "MILLWRIGHT_COMMIT_STATUS_" + key.toUpperCase(Locale.ROOT), text)));
    try {
      return ReportTo.of(variables, source.path(), source.environment());
    } catch (CommandFailure e) {
      throw new Refused("Misunderstood", "Secret " + FORGE + ": " + e.getMessage());
    }
  }
}
