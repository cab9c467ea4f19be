package dev.millwright.spec.lock;

import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.yaml.PlainDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// The fields of a lock file by JSON pointer; what is not as it should be is a finding.
record LockFields(PlainDocument document, List<Diagnostic> findings) {
  private static final String AGAIN = "delete " + Lock.FILE + " and run `millwright lock`";

  LockFields(PlainDocument document) {
    this(document, new ArrayList<>());
  }

  JsonNode at(String pointer) {
    return document.tree().at(pointer);
  }

  Span value(String pointer) {
    return document.places().value(pointer);
  }

  /// Refuses other fields than these.
  void only(String pointer, Set<String> known) {
    for (String name : at(pointer).propertyNames()) {
      if (!known.contains(name)) {
        Span key =
            document.places().key(pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
        add(
            Diagnostic.error(Rule.LOCK_FIELD, key, "a lock has no field `" + name + "` here")
                .hint(Nearest.hint(name, known).orElse("delete it")));
      }
    }
  }

  /// The pointers of a list's elements.
  ///
  /// @param asked whether there must be at least one
  List<String> list(String pointer, boolean asked) {
    JsonNode list = at(pointer);
    boolean absent = list.isMissingNode() && !asked;
    if (!absent && (!list.isArray() || (asked && list.isEmpty()))) {
      add(Rule.LOCK_FIELD, pointer, name(pointer) + " is a list that is not empty", AGAIN);
    }
    return list.isArray()
        ? IntStream.range(0, list.size()).mapToObj(index -> pointer + "/" + index).toList()
        : List.of();
  }

  /// A text of some form.
  Optional<String> text(String pointer, Predicate<String> form, String asked) {
    JsonNode node = at(pointer);
    if (node.isString() && form.test(node.stringValue())) {
      return Optional.of(node.stringValue());
    }
    add(Rule.LOCK_FIELD, pointer, "here stands " + asked, AGAIN);
    return Optional.empty();
  }

  /// A text of a form that a pattern says.
  Optional<String> text(String pointer, Pattern form, String asked) {
    return text(pointer, text -> form.matcher(text).matches(), asked);
  }

  Optional<Digest> digest(String pointer) {
    return text(pointer, _ -> true, "sha256:…")
        .flatMap(text -> new LockedLine(text).digest(this, pointer));
  }

  void add(Rule rule, String pointer, String message, String hint) {
    add(Diagnostic.error(rule, value(pointer), message).hint(hint));
  }

  void add(Diagnostic finding) {
    findings.add(finding);
  }

  private static String name(String pointer) {
    return "`" + pointer.substring(pointer.lastIndexOf('/') + 1) + "`";
  }
}
