package dev.millwright.spec.binding;

import dev.millwright.spec.diagnostic.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// The fields of one mapping. It remembers which fields were asked for: those are the known ones.
///
/// One is made for each mapping of each document, so what it remembers is small, and what only
/// sentences need is made for them.
final class Fields {
  private final ObjectNode node;
  private final Pointer pointer;
  private final Findings findings;
  private final List<String> known = new ArrayList<>();
  private final Map<String, String> absent = new LinkedHashMap<>(0);
  private final Map<String, String> needed = new LinkedHashMap<>(0);
  private boolean isPart;

  Fields(ObjectNode node, Pointer pointer, Findings findings) {
    this.node = node;
    this.pointer = pointer;
    this.findings = findings;
  }

  /// One of several fields, of which exactly one says what the mapping is.
  record Variant<T>(String field, String example, Function<Value, T> reader) {}

  boolean has(String field) {
    return node.has(field);
  }

  /// @param example a value to type, for the hint when it is missing
  Value required(String field, String example) {
    known.add(field);
    if (node.has(field)) {
      return value(field);
    }
    absent.put(field, example);
    needed.put(field, example);
    return value(field).muted();
  }

  Optional<Value> optional(String field) {
    known.add(field);
    return value(field).present();
  }

  /// An optional field that nothing executes yet: using it is a warning at its place. Its schema
  /// says `x-millwright-executed: false`.
  Optional<Value> planned(String field) {
    Optional<Value> value = optional(field);
    value.ifPresent(_ -> findings.notExecuted(pointer.child(field).text()));
    return value;
  }

  /// A yes or no that is `true` when nothing is said, and whose `false` nothing executes yet. Empty
  /// when it is `true`.
  Optional<Boolean> plannedNo(String field) {
    Optional<Boolean> no = optional(field).map(Value::flag).filter(flag -> !flag);
    no.ifPresent(_ -> findings.notExecuted(pointer.child(field).text()));
    return no;
  }

  /// An optional field that nothing executes yet, and without which the rest would mean something
  /// else: a platform refuses a commit that uses it. Its schema says `x-millwright-executed: false`
  /// and `x-millwright-taken: false`.
  Optional<Value> refused(String field) {
    Optional<Value> value = optional(field);
    refusedAmong(List.of(field));
    return value;
  }

  /// Warns of those of these fields that are there, as [#refused] does.
  void refusedAmong(Collection<String> fields) {
    for (String field : fields) {
      if (has(field)) {
        findings.notTaken(pointer.child(field).text());
      }
    }
  }

  /// A field for which there is one word so far; it may be left out.
  void constant(String field, String word) {
    optional(field).ifPresent(value -> value.choice(List.of(word)));
  }

  /// Lets fields stand that cannot be read because of something else that is wrong.
  void allow(String... fields) {
    known.addAll(List.of(fields));
  }

  /// Exactly one of the variants' fields.
  <T> T oneOf(List<Variant<T>> variants) {
    for (Variant<T> variant : variants) {
      known.add(variant.field());
    }
    List<Variant<T>> given = new ArrayList<>(variants);
    given.removeIf(variant -> !has(variant.field()));
    if (given.isEmpty()) {
      if (!hasUnknown()) {
        findings.missingVariant(pointer.text(), variants);
      }
      Variant<T> first = variants.getFirst();
      needed.put(first.field(), first.example());
      return first.reader().apply(value(first.field()).muted());
    }
    List<T> answers = new ArrayList<>();
    for (Variant<T> variant : given) {
      answers.add(variant.reader().apply(value(variant.field())));
    }
    if (given.size() > 1) {
      findings.tooMany(pointer.child(given.get(1).field()).text(), given);
    }
    return answers.getFirst();
  }

  /// Fields that were asked for and are not there, each with a value to type; of several variants
  /// the first.
  Map<String, String> needed() {
    return needed;
  }

  /// What is missing is said elsewhere.
  void leaveTheRest() {
    isPart = true;
  }

  /// Refuses a field beside `uses`.
  void contradicts(String field) {
    findings.contradicts(pointer.text(), field);
  }

  /// Refuses one field because of what another says.
  void invalid(String field, String message, String hint) {
    findings.invalid(pointer.child(field).text(), message, hint);
  }

  /// Says what is missing, and what is there and unknown. A field that is only misspelt is not
  /// missing as well.
  void refuseOthers() {
    for (Map.Entry<String, ?> entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        findings.unknownField(pointer.text(), entry.getKey(), new LinkedHashSet<>(known));
        Nearest.to(entry.getKey(), known).ifPresent(absent::remove);
      }
    }
    if (!isPart && !absent.isEmpty()) {
      absent.forEach((field, example) -> findings.missing(pointer.text(), field, example));
    }
  }

  private boolean hasUnknown() {
    return node.propertyStream().anyMatch(entry -> !known.contains(entry.getKey()));
  }

  Value value(String field) {
    return new Value(node.path(field), pointer.child(field), findings);
  }
}
