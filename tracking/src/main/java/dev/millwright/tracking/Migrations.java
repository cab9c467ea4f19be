package dev.millwright.tracking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Brings a file to the present shape, one numbered script after the other; `user_version` holds
/// how far it came.
final class Migrations {
  private static final List<String> SCRIPTS =
      List.of("001-record", "002-alert-standing", "003-writer", "004-commit-status");

  private Migrations() {}

  static void apply(Database database) {
    int done = version(database);
    if (done > SCRIPTS.size()) {
      throw new IllegalStateException(
          "the record was written by a newer Millwright: shape " + done + " of " + SCRIPTS.size());
    }
    for (int next = done; next < SCRIPTS.size(); next++) {
      int script = next;
      database.atomically(() -> apply(database, script));
    }
  }

  private static int version(Database database) {
    return database
        .first("PRAGMA user_version", row -> row.number("user_version"))
        .orElseThrow(() -> new IllegalStateException("SQLite always answers its user_version"));
  }

  private static int apply(Database database, int script) {
    database.script(text(SCRIPTS.get(script)));
    return database.update("PRAGMA user_version = " + (script + 1));
  }

  private static String text(String script) {
    try (InputStream stream =
        Migrations.class.getResourceAsStream("migrations/" + script + ".sql")) {
      if (stream == null) {
        throw new IllegalStateException("no script " + script);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
