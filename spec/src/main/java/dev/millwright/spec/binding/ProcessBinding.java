package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Retries;
import dev.millwright.spec.resource.Schedule;
import dev.millwright.spec.resource.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// What surrounds a process: its environment, its secrets, when it starts and starts again.
final class ProcessBinding {
  private static final Pattern VARIABLE =
      Pattern.compile("(?!MILLWRIGHT_)[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final String A_VARIABLE =
      "an environment variable: letters, digits and underscores, no digit first, and not one of"
          + " Millwright's own, which start with MILLWRIGHT_";
  private static final Pattern KEY = Pattern.compile("[-._A-Za-z0-9]{1,253}");
  private static final Pattern ABSOLUTE = Pattern.compile("/.*[^/ ]");
  private static final Pattern CRON = Pattern.compile("[^ \\t\\r\\n]+( +[^ \\t\\r\\n]+){4}");
  private static final Pattern ZONE = Pattern.compile("[A-Za-z][-+_/A-Za-z0-9]*");

  private ProcessBinding() {}

  static Optional<SortedMap<String, String>> env(Fields spec) {
    return spec.optional("env")
        .map(value -> value.map(VARIABLE, A_VARIABLE, it -> it.prose("info")))
        .filter(variables -> !variables.isEmpty());
  }

  static Optional<List<Secret>> secrets(Fields spec) {
    return spec.optional("secrets")
        .map(
            value ->
                value.unique(value.list(it -> it.fields(ProcessBinding::secret)), Secret::name))
        .filter(secrets -> !secrets.isEmpty());
  }

  private static Secret secret(Fields fields) {
    return new Secret(
        fields.required("name", "DB_PASSWORD").matching(VARIABLE, A_VARIABLE, "DB_PASSWORD"),
        fields.required("from", "{secret: warehouse, key: password}").fields(ProcessBinding::from));
  }

  private static Secret.From from(Fields fields) {
    Optional<Value> key = fields.optional("key");
    fields.refusedAmong(List.of("connection"));
    return fields.oneOf(
        List.of(
            new Fields.Variant<Secret.From>(
                "connection",
                "warehouse",
                value ->
                    new Secret.OfConnection(
                        Words.reference(value, "warehouse"), key(fields, value))),
            new Fields.Variant<Secret.From>(
                "secret",
                "warehouse",
                value -> new Secret.OfSecret(Words.name(value, "warehouse"), key(fields, value))),
            new Fields.Variant<Secret.From>(
                "env",
                "DB_PASSWORD",
                value -> {
                  whole(fields, key, "env");
                  return new Secret.OfVariable(Words.identifier(value, "DB_PASSWORD"));
                }),
            new Fields.Variant<Secret.From>(
                "file",
                "/run/secrets/password",
                value -> {
                  whole(fields, key, "file");
                  return new Secret.OfFile(
                      value.matching(ABSOLUTE, "an absolute path", "/run/secrets/password"));
                })));
  }

  /// Of nothing no key is asked.
  private static String key(Fields fields, Value of) {
    if (of.node().isMissingNode()) {
      return "";
    }
    return fields
        .required("key", "password")
        .matching(KEY, "a key of letters, digits, `-`, `_` and `.`", "password");
  }

  private static void whole(Fields fields, Optional<Value> key, String source) {
    if (key.isPresent()) {
      fields.invalid(
          "key", "has nothing to choose from: `" + source + "` is one value", "delete it");
    }
  }

  static Retries retries(Fields fields) {
    return new Retries(
        fields.required("limit", "2").integer(1, 20),
        fields
            .optional("backoff")
            .map(value -> Words.duration(value, "10s"))
            .orElse(Duration.ofSeconds(10)),
        fields.optional("factor").map(ProcessBinding::factor).orElse(2.0));
  }

  private static double factor(Value value) {
    double factor = value.number();
    if (value.node().isNumber() && (factor < 1 || factor > 100)) {
      value.invalid("is " + value.cut() + ", and must be between 1 and 100", "write it like `2`");
    }
    return factor;
  }

  static Schedule schedule(Fields fields) {
    return new Schedule(
        fields
            .required("cron", "\"0 2 * * *\"")
            .matching(CRON, "a cron line of five fields", "0 2 * * *"),
        fields
            .optional("timeZone")
            .map(value -> value.matching(ZONE, "a time zone", "Europe/Amsterdam"))
            .orElse("UTC"),
        fields
            .optional("concurrency")
            .map(value -> value.choice(Schedule.Concurrency.class))
            .orElse(Schedule.Concurrency.FORBID));
  }
}
