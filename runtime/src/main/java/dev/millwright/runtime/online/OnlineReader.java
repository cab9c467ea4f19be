package dev.millwright.runtime.online;

import dev.millwright.runtime.feature.EntityRows;
import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.runtime.feature.SetLayout;
import dev.millwright.runtime.feature.Status;
import dev.millwright.runtime.online.RowCodec.Entry;
import dev.millwright.spec.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One connection to an online store's file. For one thread at a time.
final class OnlineReader {
  private final Path file;
  private final SetLayout layout;
  private final RowCodec codec;
  private final Function<Optional<Digest>, RecentRows> recent;
  private final Connection connection;
  private final PreparedStatement snapshot;
  private final PreparedStatement chunks;

  /// @param recent the rows decoded of a snapshot, shared by all readers of the store
  OnlineReader(
      Path file, SetLayout layout, RowCodec codec, Function<Optional<Digest>, RecentRows> recent)
      throws SQLException {
    this.file = file;
    this.layout = layout;
    this.codec = codec;
    this.recent = recent;
    this.connection = OnlineFile.openForReading(file);
    this.snapshot = connection.prepareStatement("SELECT value FROM meta WHERE key = 'snapshot'");
    this.chunks =
        connection.prepareStatement(
            "SELECT rows FROM chunk WHERE entity = ?1 AND day <= ?2 AND day >= MIN(?3, (SELECT"
                + " COALESCE(MAX(day), ?3) FROM chunk WHERE entity = ?1 AND day <= ?2)) ORDER BY"
                + " day");
  }

  OnlineStore.Reading read(List<@Nullable Object> entity, long at, Optional<Duration> maxAge)
      throws SQLException {
    if (entity.stream().anyMatch(Objects::isNull)) {
      return new OnlineStore.Reading(notFound(), snapshot());
    }
    byte[] key = EntityKey.of(entity);
    RecentRows.Key named =
        new RecentRows.Key(
            new String(key, StandardCharsets.UTF_8),
            OnlineFile.day(at - layout.horizon()),
            OnlineFile.day(at));
    while (true) {
      Optional<Digest> now = snapshot();
      try {
        // Of many that ask for a key at once, one decodes its rows and the others wait for them.
        EntityRows rows = recent.apply(now).rows().get(named, _ -> rowsOf(now, key, named));
        return new OnlineStore.Reading(rows.at(at, maxAge), now);
      } catch (SnapshotMoved _) {
        // What belongs together is read anew.
      }
    }
  }

  private EntityRows rowsOf(Optional<Digest> now, byte[] key, RecentRows.Key named) {
    try {
      connection.setAutoCommit(false);
      try {
        if (!snapshot().equals(now)) {
          throw new SnapshotMoved();
        }
        return rows(key, named);
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new OnlineStoreException(file, e);
    }
  }

  void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new OnlineStoreException(file, e);
    }
  }

  Optional<OnlineStore.Sample> sample() throws SQLException {
    String newest =
        "SELECT entity, MAX(day) FROM (SELECT entity, day FROM chunk LIMIT 1000) HAVING"
            + " MAX(day) IS NOT NULL";
    try (var statement = connection.createStatement();
        ResultSet result = statement.executeQuery(newest)) {
      return result.next()
          ? Optional.of(
              new OnlineStore.Sample(
                  EntityKey.texts(result.getBytes(1)), OnlineFile.endOf(result.getLong(2))))
          : Optional.empty();
    }
  }

  private Optional<Digest> snapshot() throws SQLException {
    try (ResultSet result = snapshot.executeQuery()) {
      return result.next() ? Optional.of(Digest.parse(result.getString(1))) : Optional.empty();
    }
  }

  private EntityRows rows(byte[] key, RecentRows.Key named) throws SQLException {
    chunks.setBytes(1, key);
    chunks.setLong(2, named.last());
    chunks.setLong(3, named.first());
    EntityRows rows = new EntityRows(layout);
    boolean first = true;
    try (ResultSet result = chunks.executeQuery()) {
      while (result.next()) {
        add(rows, codec.decode(result.getBytes(1)), first);
        first = false;
      }
    }
    return rows;
  }

  /// The carried row counts only once, in the first chunk at hand: later chunks repeat what is
  /// there.
  private void add(EntityRows rows, List<Entry> entries, boolean first) {
    for (Entry entry : entries) {
      if (!entry.carried()) {
        rows.add(entry.row());
      } else if (first) {
        rows.carry(entry.row());
      }
    }
  }

  private List<FeatureValue> notFound() {
    List<FeatureValue> values = new ArrayList<>();
    layout.features().forEach(_ -> values.add(new FeatureValue(null, Status.NOT_FOUND)));
    return values;
  }

  /// The store has moved on to another snapshot between two looks.
  private static final class SnapshotMoved extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
