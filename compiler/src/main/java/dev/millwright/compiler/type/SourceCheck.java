package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.source.SourceFiles;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Files;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// Files that resources name must be part of the commit.
final class SourceCheck {
  private static final List<String> FORMATS = List.of(".parquet", ".csv");
  private static final int SHOWN = 8;

  private final Checks checks;

  SourceCheck(Checks checks) {
    this.checks = checks;
  }

  void check(Declared<FeatureSet> declared) {
    if (declared.resource().source() instanceof Files files) {
      Place place = declared.spec("source").field("path");
      if (FORMATS.stream().noneMatch(files.path()::endsWith)) {
        checks.invalid(
            place,
            "`" + files.path() + "` is of an unknown format",
            "name a .parquet or .csv file");
      }
      checks
          .declarations
          .find(Connection.class, Kind.CONNECTION, files.connection())
          .ifPresent(connection -> exists(files, connection, place));
    }
  }

  private void exists(Files files, Declared<Connection> connection, Place place) {
    String root = connection.resource().root();
    Optional<SourceFiles> source = SourceFiles.below(root, files.path());
    if (source.isEmpty()) {
      String message = "`" + files.path() + "` leaves the folder `" + root + "`";
      checks.findings.add(
          place.error(Rule.UNSAFE_PATH, message).hint("name a path below the connection's root"));
    } else if (!source.get().isOutside() && source.get().in(checks.tree.paths()).isEmpty()) {
      missing(source.get(), place);
    }
  }

  private void missing(SourceFiles source, Place place) {
    List<String> beside = below(source.folder());
    String listed =
        beside.isEmpty()
            ? "the folder `" + source.folder() + "` is not there; are the files committed?"
            : "there are: " + String.join(", ", beside.subList(0, Math.min(SHOWN, beside.size())));
    checks.findings.add(
        place
            .error(Rule.SOURCE_MISSING, "the project has no file `" + source.path() + "`")
            .hint(Nearest.hint(source.path(), beside).orElse(listed)));
  }

  private List<String> below(String folder) {
    SortedSet<String> paths = checks.tree.paths();
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return paths.tailSet(prefix).stream().takeWhile(path -> path.startsWith(prefix)).toList();
  }
}
