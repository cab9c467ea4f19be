package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.source.SourceFiles;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
      checks
          .declarations
          .find(Connection.class, Kind.CONNECTION, files.connection())
          .ifPresentOrElse(
              connection -> check(files, connection, declared.spec("source")),
              () -> format(files, declared.spec("source").field("path")));
    }
  }

  /// What stands between two commas has no agreed way to be several things.
  private void texts(Files files, Place columns) {
    for (int i = 0; i < files.columns().size(); i++) {
      NamedType column = files.columns().get(i);
      if (!column.type().base().isScalar()) {
        checks.findings.add(
            columns
                .element(i)
                .field("type")
                .error(
                    Rule.WHOLE_NEEDED,
                    "`%s` is %s, and a column of a .csv file is a single value"
                        .formatted(column.name(), column.type()))
                .hint("keep it in a .parquet file"));
      }
    }
  }

  private void check(Files files, Declared<Connection> connection, Place source) {
    switch (connection.resource().place()) {
      case Connection.Filesystem(var root) -> {
        format(files, source);
        exists(files, root, source.field("path"));
      }
      case Connection.S3 _, Connection.Gcs _, Connection.Azure _ -> {
        format(files, source);
        notRead(connection, source.field("connection"));
      }
      case Connection.Kafka _, Connection.Redis _, Connection.Postgres _ ->
          notRead(connection, source.field("connection"));
      case Connection.Jdbc _, Connection.Http _, Connection.Snowflake _ ->
          notRead(connection, source.field("connection"));
    }
  }

  private void notRead(Declared<Connection> connection, Place place) {
    String type = connection.resource().type().name().toLowerCase(Locale.ROOT);
    checks.findings.add(
        Diagnostic.warning(
                Rule.NOT_TAKEN,
                place.span(),
                "`%s` is a connection of type `%s`, and nothing reads from one yet: a platform"
                        .formatted(connection.resource().metadata().name(), type)
                    + " refuses a commit that uses it")
            .hint(
                "read from a connection of type `filesystem` until a release says that it is read")
            .related(connection.spec("type").span(), "declared here"));
  }

  private void format(Files files, Place source) {
    Place place = source.field("path");
    if (FORMATS.stream().noneMatch(files.path()::endsWith)) {
      checks.invalid(
          place, "`" + files.path() + "` is of an unknown format", "name a .parquet or .csv file");
    }
    if (files.path().endsWith(".csv")) {
      texts(files, source.field("columns"));
    }
  }

  private void exists(Files files, String root, Place place) {
    Optional<SourceFiles> source = SourceFiles.below(root, files.path());
    if (source.isEmpty()) {
      String message = "`" + files.path() + "` leaves the folder `" + root + "`";
      checks.findings.add(
          place.error(Rule.UNSAFE_PATH, message).hint("name a path below the connection's root"));
    } else if (!source.get().isOutside() && checks.files(source.get()).isEmpty()) {
      missing(source.get(), place);
    }
  }

  private void missing(SourceFiles source, Place place) {
    boolean isFile = !source.path().contains("*");
    if (checks.tree.refuses(isFile ? source.path() : source.folder())) {
      return;
    }
    List<String> beside = checks.tree.below(source.folder());
    String listed =
        beside.isEmpty()
            ? "the folder `" + source.folder() + "` is not there; are the files committed?"
            : "there are: " + String.join(", ", beside.subList(0, Math.min(SHOWN, beside.size())));
    checks.findings.add(
        place
            .error(Rule.SOURCE_MISSING, "the project has no file `" + source.path() + "`")
            .hint(Nearest.hint(source.path(), beside).orElse(listed)));
  }
}
