package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.CONFIG_MAP_KEY_MISSING;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.CONFIG_MAP_MISSING;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.SECRET_KEY_MISSING;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.SECRET_MISSING;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a pod needs of Secrets and ConfigMaps and does not find.
///
/// @param who needs it, such as `Container main`
record ReferenceCause(Sight sight, String who) {
  private static final Phrase OBJECT = Phrase.of("\\b(secret|configmap) \"([^\"]+)\" not found");
  private static final Phrase KEY =
      Phrase.of("couldn't find key (\\S+) in (Secret|ConfigMap) [^/\\s]+/(\\S+)");
  private static final Phrase ITEM = Phrase.of("non-existent (secret|config) key: (\\S+)");

  /// Kinds of what holds texts for pods.
  private enum Holder {
    SECRET("Secret", SECRET_MISSING, SECRET_KEY_MISSING),
    CONFIG_MAP("ConfigMap", CONFIG_MAP_MISSING, CONFIG_MAP_KEY_MISSING);

    private final String kind;
    private final Hang missing;
    private final Hang lacking;

    Holder(String kind, Hang missing, Hang lacking) {
      this.kind = kind;
      this.missing = missing;
      this.lacking = lacking;
    }

    static Holder of(String word) {
      return word.equalsIgnoreCase("secret") ? SECRET : CONFIG_MAP;
    }
  }

  static Optional<Cause> of(Sight sight, String who, String message) {
    ReferenceCause cause = new ReferenceCause(sight, who);
    return OBJECT
        .in(message, cause::object)
        .or(() -> KEY.in(message, cause::key))
        .or(() -> ITEM.in(message, cause::item));
  }

  private Cause object(MatchResult found) {
    Holder holder = Holder.of(found.group(1));
    return sight.is(
        holder.missing,
        "%s needs %s %s, which namespace %s does not have."
            .formatted(who, holder.kind, found.group(2), sight.about().namespace()));
  }

  private Cause key(MatchResult found) {
    return key(Holder.of(found.group(2)), found.group(1), found.group(3));
  }

  /// The message does not say whose key it is; the pod's volumes do.
  private Cause item(MatchResult found) {
    Holder holder = Holder.of(found.group(1));
    String key = found.group(2);
    String name =
        sight.about().list("/spec/volumes").stream()
            .flatMap(volume -> named(holder, volume, key))
            .findFirst()
            .orElse("of its volumes");
    return key(holder, key, name);
  }

  private static Stream<String> named(Holder holder, JsonNode volume, String key) {
    Predicate<JsonNode> takesKey =
        source ->
            source
                .path("items")
                .valueStream()
                .anyMatch(item -> item.path("key").asString("").equals(key));
    return switch (holder) {
      case SECRET ->
          Stream.concat(
              Stream.of(volume.path("secret")).filter(takesKey).map(it -> text(it, "secretName")),
              sources(volume, "secret").filter(takesKey).map(it -> text(it, "name")));
      case CONFIG_MAP ->
          Stream.concat(Stream.of(volume.path("configMap")), sources(volume, "configMap"))
              .filter(takesKey)
              .map(it -> text(it, "name"));
    };
  }

  private static Stream<JsonNode> sources(JsonNode volume, String kind) {
    return volume.at("/projected/sources").valueStream().map(source -> source.path(kind));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private Cause key(Holder holder, String key, String name) {
    return sight.is(
        holder.lacking,
        "%s needs key %s of %s %s, which does not have it.".formatted(who, key, holder.kind, name));
  }
}
