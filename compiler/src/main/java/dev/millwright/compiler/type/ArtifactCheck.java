package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Model;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A model that is a file of the commit: the file is there and is what it has to be, and nothing
/// asks for a training.
final class ArtifactCheck {
  // A pointer of git LFS is at most 1024 bytes, and its first line begins so.
  private static final int LARGEST_POINTER = 1024;
  private static final String POINTER = "version https://git-lfs.";
  private static final int SHOWN = 8;
  // What an item of a hub names stands below such an address, and is there.
  private static final Pattern ADDRESS = Pattern.compile("(?!hub://)[a-z][a-z0-9+.-]*://");

  private final Checks checks;
  private final Declared<Model> declared;
  private final Model model;

  ArtifactCheck(Checks checks, Declared<Model> declared) {
    this.checks = checks;
    this.declared = declared;
    this.model = declared.resource();
  }

  void check(Model.Artifact artifact) {
    file(artifact.path(), declared.spec("artifact"));
    inputs();
    if (!model.gates().isEmpty()) {
      untrained(
          declared.spec("gates"),
          "nothing was held out of its training here to judge it by",
          "delete `gates`, or train it here by `trainedBy`");
    }
    if (model.retrain().isPresent()) {
      untrained(
          declared.spec("retrain"),
          "nothing here can train it again",
          "delete `retrain`, or train it here by `trainedBy`");
    }
  }

  private void untrained(Place place, String why, String hint) {
    checks.findings.add(untrained(place, model.metadata().name(), why, hint));
  }

  /// What asks for the training of a model that had none here.
  static Diagnostic untrained(Place place, Name model, String why, String hint) {
    return Diagnostic.error(
            Rule.NOT_TRAINED_HERE, place.key(), "`" + model + "` is an artifact, and " + why)
        .hint(hint);
  }

  private void file(String path, Place place) {
    boolean isUp = List.of(path.split("/")).contains("..");
    if (path.startsWith("/") || isUp || ADDRESS.matcher(path).lookingAt()) {
      String why = isUp && !path.startsWith("..") ? "goes up by `..`" : "leaves the project";
      checks.findings.add(
          place
              .error(Rule.UNSAFE_PATH, "`" + path + "` " + why)
              .hint("commit the file, and name it by its path from the folder of the Project"));
    } else if (checks.tree.paths().contains(path)) {
      content(path, place);
    } else if (!checks.tree.refuses(path)) {
      missing(path, place);
    }
  }

  private void missing(String path, Place place) {
    String ending = model.format().ending();
    List<String> files = checks.tree.paths().stream().filter(it -> it.endsWith(ending)).toList();
    String listed =
        files.isEmpty()
            ? "no file of it ends in `" + ending + "`; is it committed?"
            : "there are: " + String.join(", ", files.subList(0, Math.min(SHOWN, files.size())));
    checks.findings.add(
        place
            .error(Rule.SOURCE_MISSING, "the project has no file `" + path + "`")
            .hint(Nearest.hint(path, files).orElse(listed)));
  }

  private void content(String path, Place place) {
    String ending = model.format().ending();
    if (!path.endsWith(ending)) {
      String format = model.format().name().toLowerCase(Locale.ROOT);
      unfit(
          place,
          "a model of format `%s` is a file that ends in `%s`".formatted(format, ending),
          "name such a file, or another `format`");
    } else if (checks.tree.size(path) <= LARGEST_POINTER) {
      small(path, place);
    }
  }

  /// A file that is too small for a model.
  private void small(String path, Place place) {
    String text = new String(checks.tree.read(path), StandardCharsets.UTF_8);
    if (text.isBlank()) {
      unfit(place, "`" + path + "` is empty, and no model is", "commit the file that was exported");
    } else if (text.startsWith(POINTER)) {
      unfit(
          place,
          "`" + path + "` is a pointer of git LFS, and the bytes that it points to are elsewhere",
          "`git lfs pull`, `git lfs untrack %s`, and commit the file itself".formatted(path));
    }
  }

  private void unfit(Place place, String message, String hint) {
    checks.findings.add(place.error(Rule.ARTIFACT_UNFIT, message).hint(hint));
  }

  private void inputs() {
    Place place = declared.spec("inputs");
    switch (model.inputs()) {
      case Model.OfVector(var name) ->
          Optional.ofNullable(checks.vectors.get(name))
              .ifPresent(it -> vector(it, place.field("featureVector")));
      case Model.Fields(var fields) -> {
        for (int i = 0; i < fields.size(); i++) {
          number(fields.get(i), place.element(i).field("type"));
        }
      }
    }
  }

  private void number(NamedType field, Place place) {
    BaseType base = field.type().base();
    if (!base.isNumeric() && base != BaseType.BOOL && base != BaseType.VECTOR) {
      checks.mismatch(
          place,
          "a model takes numbers, and `%s` is %s".formatted(field.name(), field.type()),
          "derive a number from it in a `transform` step, and take that");
    }
  }

  private void vector(FeatureVector vector, Place place) {
    new NumbersCheck(checks).check(vector, place);
    if (vector.onMissing() == FeatureVector.OnMissing.IMPUTE) {
      vector.features().forEach(it -> imputed(it, vector.metadata().name(), place));
    }
  }

  /// What a rule fills in that looks at a training.
  private void imputed(FeatureVector.Selected selected, Name vector, Place place) {
    checks
        .feature(selected.feature())
        .flatMap(FeatureSet.Feature::impute)
        .filter(it -> isOfATraining(it.with()))
        .map(it -> imputed(selected, vector, it.with(), place))
        .map(
            finding -> rule(selected).map(it -> finding.related(it, "filled here")).orElse(finding))
        .ifPresent(checks.findings::add);
  }

  private Diagnostic imputed(
      FeatureVector.Selected selected, Name vector, FeatureSet.With with, Place place) {
    return place
        .error(
            Rule.NOT_TRAINED_HERE,
            "`%s` is an artifact, and `%s` fills `%s` with the %s of a training"
                .formatted(
                    model.metadata().name(),
                    vector,
                    selected.alias(),
                    with.name().toLowerCase(Locale.ROOT)))
        .hint(
            "write `impute: {with: zero}` or a constant there, or take fields that a step before"
                + " has filled");
  }

  /// Where the rule stands that fills a feature.
  private Optional<Span> rule(FeatureVector.Selected selected) {
    return checks
        .declarations
        .find(FeatureSet.class, Kind.FEATURE_SET, selected.feature().featureSet())
        .map(set -> place(set, selected.feature().feature()).field("impute").span());
  }

  private static Place place(Declared<FeatureSet> set, String feature) {
    List<String> names = set.resource().features().stream().map(FeatureSet.Feature::name).toList();
    return set.spec("features").element(names.indexOf(feature));
  }

  /// Whether a rule takes from the statistics of a training what it fills in.
  static boolean isOfATraining(FeatureSet.With with) {
    return switch (with) {
      case MEAN, MEDIAN, MODE -> true;
      case ZERO, LAST, CONSTANT -> false;
    };
  }
}
