package dev.millwright.cli.daemon;

import dev.millwright.builder.signature.VerifyingKey;
import dev.millwright.compiler.kubernetes.Target;
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
public record Installed(
    String identity,
    String claim,
    String tokenSecret,
    String token,
    Optional<Target.Gateway> gateway,
    Optional<VerifyingKey> key,
    Optional<String> registry,
    Optional<String> webhook) {
  private static final String KEY = "MILLWRIGHT_VERIFY_KEY";
  private static final String WEBHOOK = "MILLWRIGHT_WEBHOOK_SECRET";

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
            .filter(secret -> !secret.isEmpty()));
  }

  /// Where objects go, as the environment says and this installation has it.
  Target in(Target target) {
    Target installed = target.installed(claim, tokenSecret);
    return gateway.map(installed::with).orElse(installed);
  }

  @Override
  public String toString() {
    return identity;
  }
}
