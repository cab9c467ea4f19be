package dev.millwright.spec.lock;

import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.lock.LockEntry.Need;
import dev.millwright.spec.yaml.PlainDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Reads a lock file, strictly: a lock that is half understood pins nothing.
public final class LockReader {
  private static final String AGAIN = "delete " + Lock.FILE + " and run `millwright lock`";

  private final List<LockEntry> entries = new ArrayList<>();
  private final SortedMap<Need, Span> places = new TreeMap<>();
  private final LockFields fields;

  private LockReader(PlainDocument document) {
    this.fields = new LockFields(document);
  }

  /// @param file the path for positions
  public static Checked<LocatedLock> read(String file, byte[] bytes) {
    List<Diagnostic> conflicts = conflicts(file, new String(bytes, StandardCharsets.UTF_8));
    if (!conflicts.isEmpty()) {
      return new Checked.Rejected<>(conflicts);
    }
    return switch (PlainDocument.read(file, bytes)) {
      case Checked.Rejected<PlainDocument>(var findings) -> new Checked.Rejected<>(findings);
      case Checked.Ok<PlainDocument>(var document, var _) -> new LockReader(document).lock();
    };
  }

  private static List<Diagnostic> conflicts(String file, String text) {
    List<Diagnostic> found = new ArrayList<>();
    int line = 0;
    for (String content : text.lines().toList()) {
      line++;
      if (content.startsWith("<<<<<<< ")) {
        Span span = new Span(file, line, 1, line, content.codePointCount(0, content.length()) + 1);
        found.add(
            Diagnostic.error(Rule.LOCK_CONFLICT, span, "git could not merge the lock from here on")
                .hint(
                    "take either side, `git checkout --ours "
                        + Lock.FILE
                        + "`, and run `millwright lock`"));
      }
    }
    return found;
  }

  private Checked<LocatedLock> lock() {
    if (isReadableVersion()) {
      fields.only("", Set.of("version", "java"));
      fields.list("/java", false).forEach(this::entry);
    }
    return Checked.of(fields.findings(), () -> new LocatedLock(Lock.of(entries), places));
  }

  private boolean isReadableVersion() {
    JsonNode version = fields.at("/version");
    if (version.isInt() && version.intValue() == Lock.VERSION) {
      return true;
    }
    if (version.isIntegralNumber() && version.bigIntegerValue().signum() > 0) {
      fields.add(
          Rule.LOCK_VERSION,
          "/version",
          "version %s of the lock is not known here, which reads version %d"
              .formatted(version.asString(), Lock.VERSION),
          "update Millwright to the release that wrote it");
    } else {
      fields.add(Rule.LOCK_FIELD, "/version", "a lock says `version: " + Lock.VERSION + "`", AGAIN);
    }
    return false;
  }

  private void entry(String pointer) {
    fields.only(pointer, Set.of("function", "dependencies", "libraries"));
    Optional<String> function =
        fields.text(pointer + "/function", Name::isValid, "a function's name");
    List<Optional<String>> dependencies =
        fields.list(pointer + "/dependencies", true).stream()
            .map(it -> fields.text(it, LockedLibrary::isCoordinate, "group:artifact:version"))
            .toList();
    List<Optional<LockedLibrary>> libraries =
        fields.list(pointer + "/libraries", true).stream().map(this::library).toList();
    if (function.isPresent() && dependencies.stream().allMatch(Optional::isPresent)) {
      Need need =
          new Need(
              Name.of(function.get()), dependencies.stream().flatMap(Optional::stream).toList());
      keep(pointer, new LockEntry(need, libraries.stream().flatMap(Optional::stream).toList()));
    }
  }

  private void keep(String pointer, LockEntry entry) {
    Span place = fields.value(pointer + "/function");
    Span first = places.putIfAbsent(entry.need(), place);
    if (first == null) {
      entries.add(entry);
      return;
    }
    fields.add(
        Diagnostic.error(
                Rule.LOCK_DUPLICATE,
                place,
                "`" + entry.need().function() + "` is pinned twice with these dependencies")
            .hint("delete one of the two entries")
            .related(first, "the first one"));
  }

  private Optional<LockedLibrary> library(String pointer) {
    return fields
        .text(pointer, text -> text.contains(" "), "group:artifact:version sha256:…")
        .flatMap(text -> new LockedLine(text).library(fields, pointer));
  }
}
