package dev.millwright.spec.lock;

import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.lock.Need.Section;
import dev.millwright.spec.yaml.PlainDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
      case Checked.Rejected<PlainDocument>(var findings) ->
          new Checked.Rejected<>(findings.stream().map(LockReader::again).toList());
      case Checked.Ok<PlainDocument>(var document, var _) -> new LockReader(document).lock();
    };
  }

  /// What stands in a lock was written by nobody, so nobody is to mend its YAML.
  private static Diagnostic again(Diagnostic finding) {
    return finding.rule() == Rule.YAML_SYNTAX ? finding.hint(AGAIN) : finding;
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
      Set<String> known = new TreeSet<>(Set.of("version"));
      Arrays.stream(Section.values()).map(Section::word).forEach(known::add);
      fields.only("", known);
      Arrays.stream(Section.values()).forEach(this::section);
    }
    return Checked.of(fields.findings(), () -> new LocatedLock(Lock.of(entries), places));
  }

  private void section(Section section) {
    LockedForms forms = new LockedForms(fields);
    for (String pointer : fields.list("/" + section.word(), false)) {
      Optional<? extends LockEntry> entry =
          switch (section) {
            case JAVA -> forms.jars(pointer);
            case MODELS -> forms.cutOff(pointer);
            case HUB -> forms.item(pointer);
            case IMAGES -> forms.image(pointer);
            case PYTHON -> new WheelsForm(fields).read(pointer);
          };
      entry.ifPresent(it -> keep(pointer, it));
    }
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

  private void keep(String pointer, LockEntry entry) {
    Span place = fields.value(pointer + "/" + LockedForms.key(entry));
    Span first = places.putIfAbsent(entry.need(), place);
    if (first == null) {
      entries.add(entry);
      return;
    }
    fields.add(
        Diagnostic.error(Rule.LOCK_DUPLICATE, place, twice(entry.need()))
            .hint("delete one of the two entries")
            .related(first, "the first one"));
  }

  private static String twice(Need need) {
    return switch (need) {
      case Need.Libraries it -> "`" + it.name() + "` is pinned twice with these dependencies";
      case Need.CutOff it -> "`" + it.name() + "` has two cut-offs";
      case Need.Item it -> "`" + it.name() + "` is pinned twice";
      case Need.Image it -> "`" + it.name() + "` is pinned twice";
      case Need.Requirements it -> "`" + it.name() + "` is pinned twice with these requirements";
    };
  }
}
