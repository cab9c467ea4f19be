package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.PlatformFailure;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.resource.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The environment variables that an author's function asks for. Secrets are looked up when a
/// process starts, and are written nowhere.
///
/// @param own the variables of this process
record Surroundings(Map<String, String> own) {
  /// @throws PlatformFailure when a secret is not there
  SortedMap<String, String> of(Job job) throws PlatformFailure {
    return of(AuthorCode.of(job.authored().stream().toList(), List.of()));
  }

  /// @throws PlatformFailure when a secret is not there
  SortedMap<String, String> of(AuthorCode code) throws PlatformFailure {
    SortedMap<String, String> variables = new TreeMap<>(code.env());
    for (Secret secret : code.secrets()) {
      variables.put(secret.name(), value(secret));
    }
    return variables;
  }

  private String value(Secret secret) throws PlatformFailure {
    return switch (secret.from()) {
      case Secret.OfVariable(var variable) ->
          Optional.ofNullable(own.get(variable))
              .orElseThrow(
                  () -> missing(secret, "the environment variable " + variable + " is not set"));
      case Secret.OfFile(var path) -> read(secret, Path.of(path));
      case Secret.OfSecret(var name, var _) ->
          throw missing(secret, name + " is a Kubernetes Secret, and this is one machine");
      case Secret.OfConnection(var connection, var _) ->
          throw missing(secret, "nothing reads the credentials of " + connection + " yet");
    };
  }

  private static String read(Secret secret, Path file) throws PlatformFailure {
    try {
      return Files.readString(file).replaceFirst("\\R\\z", "");
    } catch (IOException e) {
      throw missing(secret, "the file " + file + " cannot be read");
    }
  }

  private static PlatformFailure missing(Secret secret, String why) {
    return new PlatformFailure("the secret " + secret.name() + " is not there: " + why);
  }
}
