package dev.millwright.spec.binding;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.expression.TypeReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Collects what is wrong with one document, in sentences. A muted one forgets: what stands below
/// something that is missing or of another type says nothing more.
final class Findings {
  private final Locator locator;
  private final List<Diagnostic> list;
  private final boolean muted;

  private Findings(Locator locator, List<Diagnostic> list, boolean muted) {
    this.locator = locator;
    this.list = list;
    this.muted = muted;
  }

  static Findings at(Locator locator) {
    return new Findings(locator, new ArrayList<>(), false);
  }

  Findings muted() {
    return new Findings(locator, list, true);
  }

  List<Diagnostic> list() {
    return list;
  }

  void unknownField(String parent, String field, Collection<String> known) {
    String message =
        Pointers.path(parent)
            + " has no field `"
            + field
            + "`, and a field nothing reads is refused";
    String hint =
        Nearest.hint(field, known).orElseGet(() -> "fields here: " + String.join(", ", known));
    add(Rule.UNKNOWN_FIELD, locator.key(Pointers.child(parent, field)), message, hint);
  }

  void missing(String parent, String field, String example) {
    String message = Pointers.path(parent) + " needs the field `" + field + "`";
    add(Rule.MISSING_FIELD, locator.key(parent), message, "add `" + field + ": " + example + "`");
  }

  <T> void missingVariant(String parent, List<Fields.Variant<T>> variants) {
    Fields.Variant<T> first = variants.getFirst();
    String message = Pointers.path(parent) + " needs exactly one of the fields " + named(variants);
    String hint = "such as `" + first.field() + ": " + first.example() + "`";
    add(Rule.MISSING_FIELD, locator.key(parent), message, hint);
  }

  <T> void tooMany(String pointer, List<Fields.Variant<T>> given) {
    String message =
        Pointers.path(pointer)
            + " is one too many: only one of "
            + named(given)
            + " may stand here";
    add(Rule.INVALID_VALUE, locator.key(pointer), message, "keep one of them");
  }

  /// @param asked what belongs here, such as `a duration`
  void wrongType(String pointer, String asked, JsonNode found, String hint) {
    String message =
        Pointers.path(pointer) + " asks for " + asked + ", found " + Pointers.found(found);
    add(Rule.WRONG_TYPE, locator.value(pointer), message, hint);
  }

  void invalid(String pointer, String message, String hint) {
    String sentence = Pointers.path(pointer) + " " + message;
    add(Rule.INVALID_VALUE, locator.value(pointer), sentence, hint);
  }

  /// A part of a text that is wrong.
  void invalidWithin(String pointer, String text, TypeReading.Wrong wrong) {
    Span span = locator.within(pointer, text, wrong.start(), wrong.end());
    add(Rule.INVALID_TYPE, span, Pointers.path(pointer) + " " + wrong.message(), wrong.hint());
  }

  /// Words that nobody may read who may read the commit.
  void secret(String pointer, String message, String hint) {
    add(Rule.SECRET_WRITTEN, locator.key(pointer), Pointers.path(pointer) + " " + message, hint);
  }

  /// A wrong key of a mapping whose keys are the author's.
  ///
  /// @param keys what a key looks like
  void invalidKey(String parent, String key, Pattern keys, String asked) {
    String message =
        Pointers.path(parent) + " has the key `" + Pointers.cut(key) + "`, which is not " + asked;
    String hint =
        Names.likely(key).stream()
            .flatMap(it -> Stream.of(it, it.replace('-', '_')))
            .filter(it -> keys.matcher(it).matches())
            .findFirst()
            .map(it -> "rename it, such as `" + it + "`")
            .orElse("rename it");
    add(Rule.INVALID_VALUE, locator.key(Pointers.child(parent, key)), message, hint);
  }

  /// A field that is part of the language before anything acts on it.
  void notExecuted(String pointer) {
    if (!muted) {
      list.add(
          Diagnostic.warning(
                  Rule.NOT_EXECUTED,
                  locator.key(pointer),
                  Pointers.path(pointer) + " is checked and versioned, but nothing executes it yet")
              .hint("leave it out until a release says that it is executed"));
    }
  }

  /// A field without which the rest would mean something else, and that nothing acts on yet.
  void notTaken(String pointer) {
    if (!muted) {
      list.add(
          Diagnostic.warning(
                  Rule.NOT_TAKEN,
                  locator.key(pointer),
                  Pointers.path(pointer)
                      + " is checked and versioned, but nothing executes it yet: a platform refuses"
                      + " a commit that uses it")
              .hint("leave it out of what is to run until a release says that it is executed"));
    }
  }

  /// A field beside `uses` that says what the item says.
  void contradicts(String parent, String field) {
    String message =
        Pointers.path(parent) + " takes an item of a hub, and `" + field + "` is the item's word";
    add(
        Rule.HUB_CONTRADICTION,
        locator.key(Pointers.child(parent, field)),
        message,
        "delete `" + field + "`, or delete `uses` and write the rest yourself");
  }

  void unknownKind(String kind, Collection<String> known) {
    String message = "`" + Pointers.cut(kind) + "` is not a kind of resource";
    String hint = Nearest.hint(kind, known).orElse("kinds: " + String.join(", ", known));
    add(Rule.UNKNOWN_KIND, locator.value("/kind"), message, hint);
  }

  void duplicate(String first, String second, String name) {
    String message =
        Pointers.path(second) + " repeats `" + Pointers.cut(name) + "`, and it may stand here once";
    if (!muted) {
      list.add(
          Diagnostic.error(Rule.INVALID_VALUE, locator.value(second), message)
              .hint("rename one of the two, or delete it")
              .related(locator.value(first), "the first one"));
    }
  }

  private void add(Rule rule, Span span, String message, String hint) {
    if (!muted) {
      list.add(Diagnostic.error(rule, span, message).hint(hint));
    }
  }

  private static <T> String named(List<Fields.Variant<T>> variants) {
    return variants.stream()
        .map(variant -> "`" + variant.field() + "`")
        .collect(Collectors.joining(", "));
  }
}
