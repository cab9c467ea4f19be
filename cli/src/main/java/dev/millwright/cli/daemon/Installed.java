package dev.millwright.cli.daemon;

import dev.millwright.builder.signature.VerifyingKey;
import dev.millwright.compiler.kubernetes.Target;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What an installation tells the process that it runs, in variables.
///
/// @param identity this process, as others see it
/// @param claim the claim with the state
/// @param tokenSecret the Secret with the token
/// @param token what graph processes know the platform by, and callers that change something
/// @param gateway takes the place of the environment's
/// @param key who must have signed images; absent: nobody
/// @param registry where this process reaches the environment's registry, when not by its name
/// @param webhook the secret that forges show when they call; absent: they have nothing to call
/// @param home where the process is, when not in the project's namespace
public record Installed(
    String identity,
    String claim,
    String tokenSecret,
    String token,
    Optional<Target.Gateway> gateway,
    Optional<VerifyingKey> key,
    Optional<String> registry,
    Optional<String> webhook,
    Optional<Home> home) {
  private static final String KEY = "MILLWRIGHT_VERIFY_KEY";
  private static final String WEBHOOK = "MILLWRIGHT_WEBHOOK_SECRET";

  /// @param namespace the process's
  /// @param root where it sees the project's claim; pods see it there too
  public record Home(String namespace, Path root) {}

  /// Reads the variables.
  ///
  /// @throws dev.millwright.builder.signature.KeyFailure when the key is none
  public static Installed of(Map<String, String> variables) {
    return new Installed(
        variables.getOrDefault("POD_NAME", "process-" + ProcessHandle.current().pid()),
        variables.getOrDefault("MILLWRIGHT_CLAIM", Target.STATE),
        variables.getOrDefault("MILLWRIGHT_TOKEN_SECRET", Target.TOKEN),
        variables.getOrDefault("MILLWRIGHT_TOKEN", ""),
        Optional.ofNullable(variables.get("MILLWRIGHT_GATEWAY")).map(Target.Gateway::named),
        Optional.ofNullable(variables.get(KEY)).map(text -> VerifyingKey.parse(text, KEY)),
        Optional.ofNullable(variables.get("MILLWRIGHT_REGISTRY_AT")),
        Optional.ofNullable(variables.get(WEBHOOK))
            .map(String::strip)
            .filter(secret -> !secret.isEmpty()),
        Optional.empty());
  }

  /// What holds for one project of several.
  ///
  /// @param projectToken its own
  /// @param itsWebhook what its forge shows
  Installed of(
      String projectToken,
      Optional<String> itsWebhook,
      Optional<Target.Gateway> itsGateway,
      Optional<String> itsRegistry,
      Home projectHome) {
    return new Installed(
        identity,
        claim,
        tokenSecret,
        projectToken,
        itsGateway.or(() -> gateway),
        key,
        itsRegistry.or(() -> registry),
        itsWebhook,
        Optional.of(projectHome));
  }

  /// Where objects go, as the environment says and this installation has it.
  Target in(Target target) {
    Target installed =
        home.map(it -> target.lookedAfter(it.namespace(), claim, tokenSecret, it.root().toString()))
            .orElseGet(() -> target.installed(claim, tokenSecret));
    return gateway.map(installed::with).orElse(installed);
  }

  @Override
  public String toString() {
    return identity;
  }
}
