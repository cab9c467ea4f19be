package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Defaults;
import dev.millwright.spec.resource.Function.Build;
import dev.millwright.spec.resource.ImageReference;
import dev.millwright.spec.resource.Notification;
import dev.millwright.spec.resource.Outside;
import dev.millwright.spec.resource.Resources;
import dev.millwright.spec.resource.SecretRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a project says for all of its components, and whom it tells.
final class ProjectBinding {
  private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern CHANNEL = Pattern.compile("[#@][^\\s#@]{1,80}");
  private static final Pattern REPOSITORY =
      Pattern.compile("[A-Za-z0-9][-A-Za-z0-9]{0,38}/[-A-Za-z0-9_.]{1,100}");

  private ProjectBinding() {}

  static Defaults defaults(Fields spec) {
    return spec.optional("defaults")
        .map(value -> value.fields(ProjectBinding::readDefaults))
        .orElse(Defaults.NONE);
  }

  private static Defaults readDefaults(Fields fields) {
    return new Defaults(
        fields
            .optional("baseImage")
            .map(
                value -> value.matching(ImageReference.FORM, "an image", "eclipse-temurin:25-jre")),
        fields.planned("platforms").map(ProjectBinding::platforms).orElse(List.of()),
        fields
            .optional("resources")
            .map(value -> value.fields(Words::resources))
            .orElseGet(() -> new Resources(Optional.empty())),
        fields.planned("retries").map(value -> value.fields(ProjectBinding::retries)),
        fields
            .optional("timeouts")
            .map(value -> value.fields(ProjectBinding::timeouts))
            .orElse(Defaults.NONE.timeouts()),
        fields.planned("java").map(value -> value.integer(17, 99)),
        fields.planned("python").map(value -> python(value)));
  }

  private static String python(Value value) {
    if (value.node().isNumber()) {
      value.wrongType(
          "a version in quotes", "without quotes `3.10` is `3.1`; write it like `\"3.13\"`");
      return "";
    }
    return value.matching(Build.PYTHON_VERSION, "a version of Python", "\"3.13\"");
  }

  private static List<String> platforms(Value value) {
    List<String> words = List.of("linux/amd64", "linux/arm64");
    return value.unique(value.some(element -> element.choice(words)), word -> word);
  }

  private static Defaults.Retries retries(Fields fields) {
    return new Defaults.Retries(
        fields.required("limit", "2").integer(0, 100),
        fields
            .optional("backoff")
            .map(value -> Words.positiveDuration(value, "10s"))
            .orElse(Duration.ofSeconds(10)),
        fields.optional("factor").map(ProjectBinding::factor).orElse(2.0));
  }

  private static double factor(Value value) {
    double factor = value.number();
    if (value.node().isNumber() && factor < 1) {
      value.invalid("is below 1, and waits would become shorter", "write it like `2`");
    }
    return factor;
  }

  private static Defaults.Timeouts timeouts(Fields fields) {
    return new Defaults.Timeouts(
        fields.optional("function").map(value -> Words.positiveDuration(value, "30m")),
        fields.optional("servingGraph").map(value -> Words.positiveDuration(value, "500ms")));
  }

  static SortedMap<String, Notification> notifications(Fields spec) {
    return spec.planned("notifications")
        .map(
            value -> value.map(NAME, "a name", entry -> entry.fields(ProjectBinding::notification)))
        .orElseGet(TreeMap::new);
  }

  private static Notification notification(Fields fields) {
    Value type = fields.required("type", "slack");
    return switch (type.choice(List.of("webhook", "slack", "github"))) {
      case "slack" ->
          new Notification.Slack(
              fields
                  .required("channel", "\"#ml-ops\"")
                  .matching(CHANNEL, "a channel or a person", "\"#ml-ops\""),
              through(fields),
              secretRef(fields, "{env: SLACK_TOKEN}"));
      case "github" ->
          new Notification.GitHub(
              fields
                  .required("repository", "example/flights")
                  .matching(REPOSITORY, "a repository as owner/name", "example/flights"),
              through(fields),
              secretRef(fields, "{env: GITHUB_TOKEN}"));
      case "webhook" -> webhook(fields);
      default -> unknown(fields);
    };
  }

  private static Notification webhook(Fields fields) {
    Optional<SecretRef> secretRef =
        fields.optional("secretRef").map(value -> value.fields(Credentials::reference));
    return new Notification.Webhook(to(fields), secretRef);
  }

  /// Of a type that is refused already.
  private static Notification unknown(Fields fields) {
    fields.allow("connection", "url", "channel", "repository", "secretRef");
    return new Notification.Webhook(new Outside.At(""), Optional.empty());
  }

  private static SecretRef secretRef(Fields fields, String example) {
    return fields.required("secretRef", example).fields(Credentials::reference);
  }

  private static Optional<Outside> through(Fields fields) {
    if (fields.has("connection") || fields.has("url")) {
      return Optional.of(to(fields));
    }
    fields.allow("connection", "url");
    return Optional.empty();
  }

  private static Outside to(Fields fields) {
    return fields.oneOf(
        List.of(
            new Fields.Variant<>(
                "connection",
                "alerts",
                value -> new Outside.Through(Words.reference(value, "alerts"))),
            new Fields.Variant<>(
                "url",
                "https://alerts.example.com/flights",
                value ->
                    new Outside.At(
                        ConnectionBinding.page(value, "https://alerts.example.com/flights")))));
  }
}
