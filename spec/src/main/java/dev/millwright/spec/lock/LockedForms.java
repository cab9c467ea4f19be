package dev.millwright.spec.lock;

import dev.millwright.spec.Name;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The forms of a lock's entries, one a section. What is not of its form is a finding, and absent.
record LockedForms(LockFields fields) {
  private static final Pattern MOMENT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

  /// The field that names what an entry pins.
  static String key(LockEntry entry) {
    return switch (entry) {
      case LockEntry.Jars _ -> "function";
      case LockEntry.CutOff _ -> "model";
    };
  }

  Optional<LockEntry.Jars> jars(String pointer) {
    fields.only(pointer, Set.of("function", "dependencies", "libraries"));
    Optional<Name> function = name(pointer + "/function", "a function's name");
    List<Optional<String>> dependencies =
        fields.list(pointer + "/dependencies", true).stream()
            .map(it -> fields.text(it, LockedLibrary::isCoordinate, "group:artifact:version"))
            .toList();
    List<LockedLibrary> libraries =
        fields.list(pointer + "/libraries", true).stream()
            .map(this::library)
            .flatMap(Optional::stream)
            .toList();
    return function
        .filter(_ -> dependencies.stream().allMatch(Optional::isPresent))
        .map(it -> new Need.Libraries(it, dependencies.stream().flatMap(Optional::stream).toList()))
        .map(need -> new LockEntry.Jars(need, libraries));
  }

  private Optional<LockedLibrary> library(String pointer) {
    return fields
        .text(pointer, text -> text.contains(" "), "group:artifact:version sha256:…")
        .flatMap(text -> new LockedLine(text).library(fields, pointer));
  }

  Optional<LockEntry.CutOff> cutOff(String pointer) {
    fields.only(pointer, Set.of("model", "asOf"));
    Optional<Name> model = name(pointer + "/model", "a model's name");
    Optional<Instant> asOf =
        fields
            .text(
                pointer + "/asOf",
                text -> moment(text).isPresent(),
                "a time like 2001-04-01T00:00:00Z")
            .flatMap(LockedForms::moment);
    return model.flatMap(name -> asOf.map(it -> new LockEntry.CutOff(new Need.CutOff(name), it)));
  }

  private static Optional<Instant> moment(String text) {
    if (!MOMENT.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private Optional<Name> name(String pointer, String asked) {
    return fields.text(pointer, Name::isValid, asked).map(Name::of);
  }
}
