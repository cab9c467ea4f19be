package dev.millwright.spec.binding;

import dev.millwright.spec.resource.SecretRef;
import dev.millwright.spec.resource.SecretRef.KubernetesSecret;
import dev.millwright.spec.resource.SecretRef.SecretFile;
import dev.millwright.spec.resource.SecretRef.Variable;
import java.util.List;
import java.util.regex.Pattern;

/// Secrets by reference, and what looks like one that was written down.
final class Credentials {
  /// A user with a password in front of the host, a parameter that is called like a secret, a
  /// webhook of Slack whose path is one, and tokens that have a form of their own.
  private static final Pattern IN_URL =
      Pattern.compile(
          "//[^/@\\s?#]*[^/@\\s?#:]@|thin:[^@\\s]+@"
              + "|[?&;]([-\\w]*(?i:token|passw|pwd|secret|api[-_]?key|access[-_]?key"
              + "|signature|credential)[-\\w]*|sig)=[^&;\\s]"
              + "|hooks\\.slack\\.com/(services|workflows|triggers)/"
              + "|gh[pousr]_\\w{20}|github_pat_\\w|xox[abeprs]-\\w|AKIA[0-9A-Z]{16}");

  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)[-\\w]*(authorization|cookie|token|secret|passw|credential|api[-_]?key)[-\\w]*");
  private static final Pattern SECRET = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
  private static final Pattern KEY = Pattern.compile("[-._A-Za-z0-9]{1,253}");
  private static final Pattern FILE = Pattern.compile("/\\S{1,1023}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  private Credentials() {}

  static SecretRef reference(Fields fields) {
    return fields.oneOf(
        List.of(
            new Fields.Variant<>("secret", "warehouse", value -> secret(fields, value)),
            new Fields.Variant<>(
                "file",
                "/run/secrets/warehouse",
                value ->
                    new SecretFile(
                        value.matching(
                            FILE,
                            "an absolute path: a file of the repository is no place for a secret",
                            "/run/secrets/warehouse"))),
            new Fields.Variant<>(
                "env",
                "WAREHOUSE_PASSWORD",
                value ->
                    new Variable(
                        value.matching(VARIABLE, "a variable's name", "WAREHOUSE_PASSWORD")))));
  }

  private static SecretRef secret(Fields fields, Value value) {
    String name = value.matching(SECRET, "the name of a Kubernetes Secret", "warehouse");
    String key =
        fields.has("secret")
            ? fields
                .required("key", "password")
                .matching(KEY, "a key of a Kubernetes Secret", "password")
            : "";
    return new KubernetesSecret(name, key);
  }

  /// A URL of a form, without a secret in it.
  static String url(Value value, Pattern form, String asked, String example) {
    if (value.node().isString() && IN_URL.matcher(value.node().asString()).find()) {
      value.secret(
          "holds what looks like a secret",
          "take it out, and say by `secretRef` where it is kept; change the secret, too, if it was"
              + " ever committed");
      return example;
    }
    return value.matching(form, asked, example);
  }

  /// Headers of requests that anybody may read.
  static void refuseHeader(Value value, String name) {
    if (HEADER.matcher(name).matches()) {
      value.secret(
          "is a header that carries a secret",
          "delete it, and say by `secretRef` where the secret is kept");
    }
  }
}
