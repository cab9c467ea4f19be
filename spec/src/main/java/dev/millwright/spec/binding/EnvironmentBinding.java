package dev.millwright.spec.binding;

import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.Metadata;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

final class EnvironmentBinding {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern BRANCH =
      Pattern.compile(
          "(?!.*(\\.\\.|//|@\\{|\\.lock$|[/.]$))[A-Za-z0-9_][-A-Za-z0-9_./#+=@]{0,199}");

  private EnvironmentBinding() {}

  static Environment read(Metadata metadata, Fields spec) {
    Environment.Platform platform =
        spec.required("platform", "local").choice(Environment.Platform.class);
    return new Environment(
        metadata,
        platform,
        spec.required("follows", "{branch: main}").fields(EnvironmentBinding::follows),
        kubernetes(spec, platform).map(value -> value.fields(EnvironmentBinding::kubernetes)),
        spec.optional("registry").map(value -> value.words("registry.example.com/flights")),
        spec.optional("gateway").map(value -> value.fields(EnvironmentBinding::gateway)),
        spec.optional("clock").map(value -> value.fields(EnvironmentBinding::clock)),
        spec.optional("verify").map(value -> value.fields(SignerBinding::verify)),
        spec.optional("parameters").map(Words::constants).orElseGet(TreeMap::new),
        spec.optional("patches")
            .map(value -> value.list(patch -> patch.fields(EnvironmentBinding::patch)))
            .orElse(List.of()));
  }

  private static Optional<Value> kubernetes(Fields spec, Environment.Platform platform) {
    return switch (platform) {
      case LOCAL -> spec.optional("kubernetes");
      case KUBERNETES -> spec.required("kubernetes", "{namespace: ml-flights}").present();
    };
  }

  private static Environment.Follows follows(Fields fields) {
    return fields.oneOf(
        List.of(
            new Fields.Variant<>("branch", "main", EnvironmentBinding::branch),
            new Fields.Variant<>("head", "true", EnvironmentBinding::head),
            new Fields.Variant<>("commit", "0f3c…", EnvironmentBinding::commit)));
  }

  private static Environment.Follows head(Value value) {
    boolean follows = value.flag();
    if (value.node().isBoolean() && !follows) {
      value.invalid("is false, and then nothing is followed", "write `true`, or name a branch");
    }
    return new Environment.Head();
  }

  private static Environment.Follows branch(Value value) {
    return new Environment.Branch(value.matching(BRANCH, "a branch's name", "main"));
  }

  private static Environment.Follows commit(Value value) {
    String example = "0123456789abcdef0123456789abcdef01234567";
    return new Environment.Commit(value.matching(COMMIT, "a full commit id", example));
  }

  private static Environment.Kubernetes kubernetes(Fields fields) {
    return new Environment.Kubernetes(
        fields.optional("context").map(value -> value.words("production")),
        Words.name(fields.required("namespace", "ml-flights"), "ml-flights").text());
  }

  private static Environment.Gateway gateway(Fields fields) {
    return new Environment.Gateway(
        fields.required("port", String.valueOf(Environment.Gateway.PORT)).integer(1, 65_535));
  }

  private static Environment.Clock clock(Fields fields) {
    String example = "2001-04-01T00:00:00Z";
    return new Environment.Clock(Words.instant(fields.required("startsAt", example), example));
  }

  private static Environment.Patch patch(Fields fields) {
    Value target = fields.required("target", "ServingGraph/predict-delay");
    Value patch = fields.required("patch", "{spec: {scaling: {replicas: 3}}}");
    if (!patch.node().isObject()) {
      patch.wrongType("a mapping", "write the fields that change, as in the resource");
      return new Environment.Patch(Words.address(target), "{}");
    }
    return new Environment.Patch(Words.address(target), Canonical.text(patch.node()));
  }
}
