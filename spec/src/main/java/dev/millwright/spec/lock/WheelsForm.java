package dev.millwright.spec.lock;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Function.Build;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The form of an entry of `python`. What is not of it is a finding, and absent.
record WheelsForm(LockFields fields) {
  private static final Set<String> KNOWN =
      Set.of(
          "function",
          "python",
          "platform",
          "platforms",
          "requirements",
          "distributions",
          "without");

  private static final Pattern WITHOUT =
      Pattern.compile("[a-z0-9]+(/[a-z0-9]+){1,2} [-._A-Za-z0-9]+==[-.+!_0-9A-Za-z]+");

  private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]+/[a-z0-9]+(/[a-z0-9]+)?");

  Optional<LockEntry.Wheels> read(String pointer) {
    fields.only(pointer, KNOWN);
    Optional<Need.Requirements> need = need(pointer);
    List<Optional<LockedDistribution>> distributions =
        fields.list(pointer + "/distributions", true).stream().map(this::distribution).toList();
    once(pointer, distributions.stream().flatMap(Optional::stream).toList());
    return need.filter(_ -> distributions.stream().allMatch(Optional::isPresent))
        .map(
            it ->
                new LockEntry.Wheels(
                    it,
                    distributions.stream().flatMap(Optional::stream).toList(),
                    without(pointer)));
  }

  private SortedMap<String, String> without(String pointer) {
    SortedMap<String, String> without = new TreeMap<>();
    for (String line : fields.list(pointer + "/without", false)) {
      fields
          .text(line, WITHOUT, "a platform and a distribution, linux/arm64 six==1.17.0")
          .map(it -> it.split(" ", 2))
          .ifPresent(it -> without.put(it[0], it[1]));
    }
    return without;
  }

  /// An earlier release pinned for one platform.
  private List<Optional<String>> platforms(String pointer) {
    List<String> at =
        fields.at(pointer + "/platform").isMissingNode()
            ? fields.list(pointer + "/platforms", true)
            : List.of(pointer + "/platform");
    return at.stream().map(it -> fields.text(it, PLATFORM, "a platform, linux/amd64")).toList();
  }

  private Optional<Need.Requirements> need(String pointer) {
    Optional<Name> function =
        fields.text(pointer + "/function", Name::isValid, "a function's name").map(Name::of);
    Optional<String> python =
        fields.text(pointer + "/python", Build.PYTHON_VERSION, "a version of Python, in quotes");
    List<Optional<String>> platforms = platforms(pointer);
    List<Optional<String>> requirements =
        fields.list(pointer + "/requirements", true).stream()
            .map(it -> fields.text(it, Build.REQUIREMENT, "a requirement, scikit-learn==1.5.2"))
            .toList();
    boolean isWhole =
        Stream.concat(platforms.stream(), requirements.stream()).allMatch(Optional::isPresent);
    return function.isPresent() && python.isPresent() && isWhole
        ? Optional.of(
            new Need.Requirements(
                function.get(),
                python.get(),
                platforms.stream().flatMap(Optional::stream).toList(),
                requirements.stream().flatMap(Optional::stream).toList()))
        : Optional.empty();
  }

  private Optional<LockedDistribution> distribution(String pointer) {
    fields.only(pointer, Set.of("distribution", "platform", "wheel", "hashes"));
    Optional<String> pin =
        fields.text(pointer + "/distribution", LockedDistribution::isPin, "name==version");
    List<Optional<Digest>> read =
        fields.list(pointer + "/hashes", true).stream().map(fields::digest).toList();
    List<Digest> hashes = read.stream().flatMap(Optional::stream).distinct().toList();
    Optional<LockedDistribution> any =
        pin.filter(_ -> read.stream().allMatch(Optional::isPresent))
            .map(it -> LockedDistribution.of(it, hashes));
    Optional<LockedDistribution> whole =
        fields.at(pointer + "/platform").isMissingNode() ? any : any.flatMap(it -> on(pointer, it));
    return fields.at(pointer + "/wheel").isMissingNode()
        ? whole
        : whole.flatMap(it -> from(pointer, it));
  }

  private Optional<LockedDistribution> on(String pointer, LockedDistribution any) {
    return fields.text(pointer + "/platform", PLATFORM, "a platform, linux/amd64").map(any::on);
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
        .filter(it -> !names.add(it.name() + it.platform().map(" "::concat).orElse("")))
        .forEach(
            it ->
                fields.add(
                    Rule.LOCK_DUPLICATE,
                    pointer + "/distributions",
                    "`" + it.name() + "` is in the list twice",
                    "delete one of the two"));
  }
}
