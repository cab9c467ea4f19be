package dev.millwright.offline.join;

import dev.millwright.offline.ingest.StoredRows;
import dev.millwright.runtime.feature.EntityRows;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows sorted by key, handed out a key at a time to somebody who asks for rising keys.
final class KeyedRows {
  private final StoredRows stored;
  private final ResultSet rows;
  private @Nullable String ahead;

  KeyedRows(StoredRows stored, ResultSet rows) throws SQLException {
    this.stored = stored;
    this.rows = rows;
    advance();
  }

  EntityRows none() {
    return new EntityRows(stored.layout());
  }

  /// All rows of a key; keys are asked for in the order of their bytes.
  EntityRows of(String key) throws SQLException {
    while (ahead != null && compare(ahead, key) < 0) {
      advance();
    }
    EntityRows history = none();
    while (key.equals(ahead)) {
      history.add(stored.row(rows));
      advance();
    }
    return history;
  }

  private void advance() throws SQLException {
    ahead = rows.next() ? rows.getString(1) : null;
  }

  private static int compare(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
