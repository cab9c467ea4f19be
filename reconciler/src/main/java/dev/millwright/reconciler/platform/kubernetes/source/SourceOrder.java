package dev.millwright.reconciler.platform.kubernetes.source;

import dev.millwright.compiler.kubernetes.install.ProjectPlace;
import dev.millwright.compiler.kubernetes.install.SourceUrl;
import dev.millwright.spec.Name;
import dev.millwright.spec.resource.Environment.Suspend;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What a Source asks for, as it stands on the cluster. What it says about itself is no part of it.
///
/// @param generation counts changes of the spec
/// @param created when, as the cluster says: the oldest of a namespace is served
/// @param spec as it was written; the cluster has looked at it, but with the definition that it has
public record SourceOrder(
    String namespace, String name, String uid, long generation, String created, JsonNode spec) {
  private static final Pattern INTERVAL = Pattern.compile("([1-9][0-9]{0,4})([smh])");
  private static final Duration USUAL = Duration.ofSeconds(30);

  /// Of a Source as JSON.
  public static SourceOrder of(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    return new SourceOrder(
        metadata.path("namespace").asString(""),
        metadata.path("name").asString(""),
        metadata.path("uid").asString(""),
        metadata.path("generation").asLong(0),
        metadata.path("creationTimestamp").asString(""),
        object.path("spec"));
  }

  /// Where the repository is. What lies on the reconciler's own disk is not for whoever writes a
  /// Source.
  public SourceUrl url() throws Refused {
    return text("url")
        .flatMap(SourceUrl::of)
        .filter(it -> it.port().isPresent())
        .orElseThrow(() -> wrong("url is https://…, ssh://… or git://…, without a password"));
  }

  public Optional<String> ref() {
    return text("ref");
  }

  /// The project's folder in the repository, empty at its root.
  public String path() throws Refused {
    String path = text("path").orElse("").replaceAll("^(\\./)+|^\\.$|/+$", "");
    if (path.startsWith("/") || ("/" + path + "/").contains("/../")) {
      throw wrong("path leaves the repository");
    }
    return path;
  }

  public Name environment() throws Refused {
    return text("environment")
        .filter(Name::isValid)
        .map(Name::of)
        .orElseThrow(() -> wrong("environment is no name"));
  }

  /// How long after a look at the repository the next one comes.
  public Duration interval() throws Refused {
    Optional<String> text = text("interval");
    return text.isPresent() ? interval(text.get()) : USUAL;
  }

  private static Duration interval(String text) throws Refused {
    Matcher interval = INTERVAL.matcher(text);
    if (!interval.matches()) {
      throw wrong("interval is a number with its unit, such as 30s, 5m or 1h");
    }
    long number = Long.parseLong(interval.group(1));
    return switch (interval.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  /// As whom all is done in the namespace.
  public String account() {
    return text("serviceAccount").orElse(ProjectPlace.ACCOUNT);
  }

  /// The Secret that opens the repository.
  public Optional<String> secret() {
    return Optional.of(spec.path("secretRef").path("name").asString(""))
        .filter(it -> !it.isEmpty());
  }

  /// `NAMESPACE/NAME`; absent: what the environment says.
  public Optional<String> gateway() {
    return text("gateway").filter(it -> it.contains("/"));
  }

  /// Where the environment's registry is reached, when not by its name.
  public Optional<String> registry() {
    return text("registry");
  }

  /// Why no rollout is to start.
  public Optional<Suspend> suspend() throws Refused {
    JsonNode suspend = spec.path("suspend");
    if (!suspend.isObject()) {
      return Optional.empty();
    }
    String until = suspend.path("until").asString("");
    try {
      return Optional.of(
          new Suspend(
              suspend.path("reason").asString(""),
              until.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(until))));
    } catch (DateTimeException e) {
      throw wrong("suspend.until is no time: " + until);
    }
  }

  private Optional<String> text(String field) {
    return Optional.of(spec.path(field).asString("")).filter(it -> !it.isEmpty());
  }

  private static Refused wrong(String sentence) {
    return new Refused("Misunderstood", sentence);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
