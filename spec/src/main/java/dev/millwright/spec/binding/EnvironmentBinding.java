package dev.millwright.spec.binding;

import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.Environment.StoreRole;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Outside;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

final class EnvironmentBinding {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern BRANCH =
      Pattern.compile(
          "(?!.*(\\.\\.|//|@\\{|\\.lock$|[/.]$))[A-Za-z0-9_][-A-Za-z0-9_./#+=@]{0,199}");

  private static final String RANGE = "([\\^~]|[<>]=?|=)[0-9]{1,9}(\\.[0-9]{1,9}){0,2}";
  private static final Pattern TAG =
      Pattern.compile(
          RANGE
              + "( "
              + RANGE
              + "){0,7}|(?!.*(\\.\\.|//|\\.lock$|[/.]$))[A-Za-z0-9_*?][-A-Za-z0-9_./+*?]{0,199}");
  private static final Pattern URL =
      Pattern.compile("([a-z][a-z0-9]*://[^\\s@]+|jdbc:[a-z][-a-z0-9+]*:\\S+)");
  private static final Pattern REGISTRY =
      Pattern.compile(
          "(?=.{1,255}$)[A-Za-z0-9][-A-Za-z0-9.]*(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*");
  private static final Pattern PERCENT = Pattern.compile("(0|[1-9][0-9]?|100)%");

  private EnvironmentBinding() {}

  static Environment read(Metadata metadata, Fields spec) {
    Environment.Platform platform =
        spec.required("platform", "local").choice(Environment.Platform.class);
    return new Environment(
        metadata,
        platform,
        spec.required("follows", "{branch: main}").fields(EnvironmentBinding::follows),
        kubernetes(spec, platform).map(value -> value.fields(EnvironmentBinding::kubernetes)),
        spec.optional("registry").map(EnvironmentBinding::registry),
        spec.optional("gateway").map(value -> value.fields(EnvironmentBinding::gateway)),
        spec.optional("clock").map(value -> value.fields(EnvironmentBinding::clock)),
        spec.optional("verify").map(value -> value.fields(SignerBinding::verify)),
        spec.refused("stores")
            .map(value -> value.fields(EnvironmentBinding::stores))
            .orElseGet(TreeMap::new),
        spec.optional("rollout").map(value -> value.fields(ServingGraphBinding::rollout)),
        spec.optional("suspend").map(value -> value.fields(EnvironmentBinding::suspend)),
        spec.optional("budget").map(value -> value.fields(EnvironmentBinding::budget)),
        spec.optional("parameters").map(Words::constants).orElseGet(TreeMap::new),
        spec.optional("patches")
            .map(value -> value.list(patch -> patch.fields(EnvironmentBinding::patch)))
            .orElse(List.of()));
  }

  private static String registry(Value value) {
    String example = "registry.example.com/flights";
    String text = value.words(example);
    if (!text.isBlank() && !REGISTRY.matcher(text).matches()) {
      value.invalid(
          "is `" + value.cut() + "`, which is not HOST[:PORT]/PATH, without a scheme and a tag",
          "write it like `" + example + "`");
    }
    return text;
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
            new Fields.Variant<>("commit", "0f3c…", EnvironmentBinding::commit),
            new Fields.Variant<>("tag", "v*", EnvironmentBinding::tag)));
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

  private static Environment.Follows tag(Value value) {
    String asked = "a pattern of tags: a glob, or a range that begins with ^ ~ < > or =";
    boolean isRange = new Environment.Tag(value.node().asString("")).isRange();
    return new Environment.Tag(value.matching(TAG, asked, isRange ? ">=1.2 <2" : "v*"));
  }

  private static Environment.Kubernetes kubernetes(Fields fields) {
    return new Environment.Kubernetes(
        fields.optional("context").map(value -> value.words("production")),
        Words.name(fields.required("namespace", "ml-flights"), "ml-flights").text(),
        fields.optional("serviceAccount").map(value -> Words.label(value, "flights-runner")),
        fields.optional("imagePullSecrets").map(EnvironmentBinding::secrets).orElse(List.of()),
        fields.optional("gateway").map(value -> value.fields(EnvironmentBinding::clusterGateway)));
  }

  private static List<String> secrets(Value value) {
    return value.unique(value.some(it -> Words.label(it, "flights-registry")), it -> it);
  }

  private static Environment.ClusterGateway clusterGateway(Fields fields) {
    return new Environment.ClusterGateway(
        Words.label(fields.required("name", "public"), "public"),
        Words.label(fields.required("namespace", "gateways"), "gateways"),
        fields.optional("listener").map(value -> Words.label(value, "https")));
  }

  private static SortedMap<StoreRole, Outside> stores(Fields fields) {
    SortedMap<StoreRole, Outside> stores = new TreeMap<>();
    for (StoreRole role : StoreRole.values()) {
      fields.optional(role.word()).ifPresent(value -> stores.put(role, store(value)));
    }
    return stores;
  }

  private static Outside store(Value value) {
    String text = value.node().asString("");
    return text.contains(":")
        ? new Outside.At(Credentials.url(value, URL, "a connection or a URL", "s3://flights/raw"))
        : new Outside.Through(Words.reference(value, "warehouse"));
  }

  private static Environment.Suspend suspend(Fields fields) {
    String example = "2001-04-01T00:00:00Z";
    return new Environment.Suspend(
        fields.required("reason", "the quarter closes").words("the quarter closes"),
        fields.optional("until").map(value -> Words.instant(value, example)));
  }

  private static Environment.Budget budget(Fields fields) {
    return new Environment.Budget(amount(fields.required("retirements", "10%")));
  }

  private static Environment.Amount amount(Value value) {
    if (value.node().isNumber()) {
      return new Environment.Amount(value.integer(0, 10_000), false);
    }
    String text = value.matching(PERCENT, "a percentage or a number", "10%");
    return PERCENT.matcher(text).matches()
        ? new Environment.Amount(Integer.parseInt(text.replace("%", "")), true)
        : new Environment.Amount(0, false);
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
