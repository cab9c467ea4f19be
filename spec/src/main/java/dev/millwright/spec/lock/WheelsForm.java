package dev.millwright.spec.lock;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Function.Build;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The form of an entry of `python`. What is not of it is a finding, and absent.
record WheelsForm(LockFields fields) {
  private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]+/[a-z0-9]+(/[a-z0-9]+)?");

  Optional<LockEntry.Wheels> read(String pointer) {
    fields.only(pointer, Set.of("function", "python", "platform", "requirements", "distributions"));
    Optional<Need.Requirements> need = need(pointer);
    List<Optional<LockedDistribution>> distributions =
        fields.list(pointer + "/distributions", true).stream().map(this::distribution).toList();
    once(pointer, distributions.stream().flatMap(Optional::stream).toList());
    return need.filter(_ -> distributions.stream().allMatch(Optional::isPresent))
        .map(
            it ->
                new LockEntry.Wheels(
                    it, distributions.stream().flatMap(Optional::stream).toList()));
  }

  private Optional<Need.Requirements> need(String pointer) {
    Optional<Name> function =
        fields.text(pointer + "/function", Name::isValid, "a function's name").map(Name::of);
    Optional<String> python =
        fields.text(pointer + "/python", Build.PYTHON_VERSION, "a version of Python, in quotes");
    Optional<String> platform =
        fields.text(pointer + "/platform", PLATFORM, "a platform, linux/amd64");
    List<Optional<String>> requirements =
        fields.list(pointer + "/requirements", true).stream()
            .map(it -> fields.text(it, Build.REQUIREMENT, "a requirement, scikit-learn==1.5.2"))
            .toList();
    boolean isWhole = requirements.stream().allMatch(Optional::isPresent);
    return function.isPresent() && python.isPresent() && platform.isPresent() && isWhole
        ? Optional.of(
            new Need.Requirements(
                function.get(),
                python.get(),
                platform.get(),
                requirements.stream().flatMap(Optional::stream).toList()))
        : Optional.empty();
  }

  private Optional<LockedDistribution> distribution(String pointer) {
    fields.only(pointer, Set.of("distribution", "wheel", "hashes"));
    Optional<String> pin =
        fields.text(pointer + "/distribution", LockedDistribution::isPin, "name==version");
    List<Optional<Digest>> read =
        fields.list(pointer + "/hashes", true).stream().map(fields::digest).toList();
    List<Digest> hashes = read.stream().flatMap(Optional::stream).distinct().toList();
    Optional<LockedDistribution> whole =
        pin.filter(_ -> read.stream().allMatch(Optional::isPresent))
            .map(it -> LockedDistribution.of(it, hashes));
    return fields.at(pointer + "/wheel").isMissingNode()
        ? whole
        : whole.flatMap(it -> from(pointer, it));
  }

  private Optional<LockedDistribution> from(String pointer, LockedDistribution any) {
    Optional<String> wheel =
        fields.text(
            pointer + "/wheel",
            LockedDistribution::isWheel,
            "the address of a wheel without a login in it, https://…/six-1.17.0-py3-none-any.whl");
    if (wheel.isPresent() && any.hashes().size() != 1) {
      fields.add(
          Rule.LOCK_FIELD,
          pointer + "/hashes",
          "one wheel has one hash",
          "run `millwright lock --upgrade`");
      return Optional.empty();
    }
    return wheel.map(it -> any.from(it, any.hashes().getFirst()));
  }

  /// Of two versions of one distribution, nobody could say which one is meant.
  private void once(String pointer, List<LockedDistribution> distributions) {
    Set<String> names = new TreeSet<>();
    distributions.stream()
        .filter(it -> !names.add(it.name()))
        .forEach(
            it ->
                fields.add(
                    Rule.LOCK_DUPLICATE,
                    pointer + "/distributions",
                    "`" + it.name() + "` is in the list twice",
                    "delete one of the two"));
  }
}
