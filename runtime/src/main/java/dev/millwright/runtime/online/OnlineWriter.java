package dev.millwright.runtime.online;

import dev.millwright.runtime.feature.Row;
import dev.millwright.runtime.feature.SetLayout;
import dev.millwright.runtime.online.RowCodec.Entry;
import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.FeatureSet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes one snapshot of a feature set version in one transaction: until [#commit] readers see the
/// one before.
public final class OnlineWriter implements AutoCloseable {
  private final Path file;
  private final Connection connection;
  private final RowCodec codec;
  private final List<Entry> open = new ArrayList<>();
  private byte @Nullable [] key;
  private long day;

  private OnlineWriter(Path file, Connection connection, SetLayout layout) {
    this.file = file;
    this.connection = connection;
    this.codec = new RowCodec(layout.columns());
  }

  /// Opens the file, which is made when it is missing, and begins the transaction.
  public static OnlineWriter open(Path file, FeatureSet set) {
    try {
      Connection connection = OnlineFile.openForWriting(file);
      connection.setAutoCommit(false);
      return new OnlineWriter(file, connection, SetLayout.of(set));
    } catch (SQLException e) {
      throw new OnlineStoreException(file, e);
    }
  }

  /// The snapshot that the file holds.
  public Optional<Digest> snapshot() {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT value FROM meta WHERE key = 'snapshot'")) {
      return result.next() ? Optional.of(Digest.parse(result.getString(1))) : Optional.empty();
    } catch (SQLException e) {
      throw new OnlineStoreException(file, e);
    }
  }

  /// Forgets all rows.
  public void clear() {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM chunk");
    } catch (SQLException e) {
      throw new OnlineStoreException(file, e);
    }
  }

  /// Adds a row. Rows come by key, and within a key in [Row#ORDER], later than all that the key has
  /// already.
  public void add(List<?> entity, Row row) {
    try {
      byte[] bytes = EntityKey.of(entity);
      long rowDay = OnlineFile.day(row.available());
      if (key == null || !java.util.Arrays.equals(key, bytes)) {
        flush();
        key = bytes;
        day = rowDay;
        resume(rowDay);
      } else if (rowDay != day) {
        nextDay(rowDay);
      }
      open.add(new Entry(row, false));
    } catch (SQLException e) {
      throw new OnlineStoreException(file, e);
    }
  }

  /// Makes everything visible at once.
  public void commit(Digest snapshot) {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO meta VALUES ('snapshot', ?) ON CONFLICT (key) DO UPDATE SET value ="
                + " excluded.value")) {
      flush();
      statement.setString(1, snapshot.hex());
      statement.executeUpdate();
      connection.commit();
    } catch (SQLException e) {
      throw new OnlineStoreException(file, e);
    }
  }

  /// Closes the file; without a [#commit] nothing has changed.
  @Override
  public void close() {
    try (Connection closing = connection) {
      closing.rollback();
    } catch (SQLException e) {
      throw new OnlineStoreException(file, e);
    }
  }

  /// Goes on with what the key has: the same day's chunk, or the newest row of an earlier one.
  private void resume(long rowDay) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT day, rows FROM chunk WHERE entity = ? AND day <= ? ORDER BY day DESC LIMIT"
                + " 1")) {
      statement.setBytes(1, key);
      statement.setLong(2, rowDay);
      try (ResultSet result = statement.executeQuery()) {
        if (result.next()) {
          List<Entry> entries = codec.decode(result.getBytes(2));
          open.addAll(result.getLong(1) == rowDay ? entries : List.of(carried(entries)));
        }
      }
    }
  }

  private void nextDay(long rowDay) throws SQLException {
    Entry carry = carried(open);
    flush();
    day = rowDay;
    open.add(carry);
  }

  private static Entry carried(List<Entry> entries) {
    Row newest = entries.stream().map(Entry::row).max(Row.NEWER).orElseThrow();
    return new Entry(newest, true);
  }

  private void flush() throws SQLException {
    if (key == null || open.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO chunk VALUES (?, ?, ?) ON CONFLICT (entity, day) DO UPDATE SET rows ="
                + " excluded.rows")) {
      statement.setBytes(1, key);
      statement.setLong(2, day);
      statement.setBytes(3, codec.encode(open));
      statement.executeUpdate();
    }
    open.clear();
  }
}
