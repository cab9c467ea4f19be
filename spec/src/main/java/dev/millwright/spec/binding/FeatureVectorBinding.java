package dev.millwright.spec.binding;

import dev.millwright.spec.Name;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.FeatureVector.FeatureReference;
import dev.millwright.spec.resource.FeatureVector.Selected;
import dev.millwright.spec.resource.Metadata;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class FeatureVectorBinding {
  private static final String SET = "(" + Pinned.NAME + ")" + Pinned.PIN;
  private static final String COLUMN = "([A-Za-z_][A-Za-z0-9_]{0,127})";
  private static final Pattern REFERENCE = Pattern.compile(SET + "\\." + COLUMN);
  private static final Pattern SELECTED =
      Pattern.compile(SET + "\\.(?:\\*|" + COLUMN + "(?: +as +" + COLUMN + ")?)");
  private static final Pattern NAME = Pattern.compile(Pinned.NAME);
  private static final Name STAND_IN_SET = Name.of("x");
  private static final FeatureReference STAND_IN = new FeatureReference(STAND_IN_SET, "x");

  private FeatureVectorBinding() {}

  static FeatureVector read(Metadata metadata, Fields spec) {
    return new FeatureVector(
        metadata,
        spec.optional("label").map(FeatureVectorBinding::reference),
        spec.optional("request").map(Words::namedTypes).orElse(List.of()),
        spec.optional("derive").map(Words::formulas).orElseGet(TreeMap::new),
        spec.optional("features").map(FeatureVectorBinding::features).orElse(List.of()),
        spec.optional("join")
            .map(value -> value.choice(FeatureVector.Join.class))
            .orElse(FeatureVector.Join.LEFT),
        spec.optional("onMissing")
            .map(value -> value.choice(FeatureVector.OnMissing.class))
            .orElse(FeatureVector.OnMissing.IMPUTE),
        spec.optional("maxAge").map(FeatureVectorBinding::ages).orElseGet(TreeMap::new));
  }

  private static SortedMap<Name, Duration> ages(Value value) {
    SortedMap<Name, Duration> ages = new TreeMap<>();
    value
        .map(NAME, "the name of a feature set", age -> Words.positiveDuration(age, "2d"))
        .forEach((set, age) -> ages.put(Name.isValid(set) ? Name.of(set) : STAND_IN_SET, age));
    return ages;
  }

  private static FeatureReference reference(Value value) {
    String example = "flight-outcomes.late";
    Matcher matcher =
        REFERENCE.matcher(value.matching(REFERENCE, "a feature as set.feature", example));
    return matcher.matches()
        ? new FeatureReference(Name.of(matcher.group(1)), matcher.group(2))
        : STAND_IN;
  }

  private static List<Selected> features(Value value) {
    return value.unique(value.list(FeatureVectorBinding::selected), Selected::alias);
  }

  private static Selected selected(Value value) {
    Matcher matcher = SELECTED.matcher(value.node().asString(""));
    if (!matcher.matches()) {
      String example = "origin-delays.delay_avg_24h as origin_delay";
      value.matching(SELECTED, "set.feature, set.feature as alias or set.*", example);
      return new Selected(STAND_IN, "");
    }
    String feature = matcher.group(2);
    String alias = matcher.group(3);
    if (feature == null) {
      return Selected.all(Name.of(matcher.group(1)));
    }
    return new Selected(
        new FeatureReference(Name.of(matcher.group(1)), feature), alias == null ? feature : alias);
  }
}
