package dev.millwright.runtime.online;

import dev.millwright.runtime.feature.EntityRows;
import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.runtime.feature.SetLayout;
import dev.millwright.runtime.feature.Status;
import dev.millwright.runtime.online.RowCodec.Entry;
import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.FeatureSet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Reads one feature set version online. A read sees one snapshot, the newest that is complete.
/// Safe for many threads.
///
/// A key's rows lie in chunks, one a day on which rows became known; each chunk begins with the row
/// that was the newest before it, so that the newest chunk and the windows' days are all that a
/// read needs.
public final class OnlineStore implements AutoCloseable {
  private static final int CONNECTIONS = 4;

  private final SetLayout layout;
  private final RowCodec codec;
  private final Path file;
  private final BlockingQueue<Reader> idle = new ArrayBlockingQueue<>(CONNECTIONS);
  private volatile boolean closed;

  private OnlineStore(Path file, SetLayout layout) {
    this.file = file;
    this.layout = layout;
    this.codec = new RowCodec(layout.columns());
  }

  /// Opens a store that was written before.
  ///
  /// @throws OnlineStoreException when the file cannot be read
  public static OnlineStore open(Path file, FeatureSet set) {
    OnlineStore store = new OnlineStore(file, SetLayout.of(set));
    store.give(store.take());
    return store;
  }

  /// What a read saw.
  ///
  /// @param values in the set's order
  /// @param snapshot which data that was; absent before the first ingest
  public record Reading(List<FeatureValue> values, Optional<Digest> snapshot) {
    public Reading {
      values = List.copyOf(values);
    }
  }

  /// The features of a key.
  ///
  /// @param entity canonical values in the order of the set's entities; a null one is never found
  /// @param asOf what became known later does not count
  public Reading read(List<@Nullable Object> entity, Instant asOf) {
    Reader reader = take();
    try {
      Reading reading = reader.read(entity, ChronoUnit.MICROS.between(Instant.EPOCH, asOf));
      give(reader);
      return reading;
    } catch (SQLException e) {
      reader.close();
      throw new OnlineStoreException(file, e);
    }
  }

  /// Reads that are under way come to their end.
  @Override
  public void close() {
    closed = true;
    closeIdle();
  }

  private void closeIdle() {
    for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
      reader.close();
    }
  }

  private Reader take() {
    Reader reader = idle.poll();
    if (reader != null) {
      return reader;
    }
    try {
      return new Reader(OnlineFile.openForReading(file));
    } catch (SQLException e) {
      throw new OnlineStoreException(file, e);
    }
  }

  private void give(Reader reader) {
    if (!idle.offer(reader)) {
      reader.close();
    }
    if (closed) {
      closeIdle();
    }
  }

  private final class Reader {
    private final Connection connection;
    private final PreparedStatement snapshot;
    private final PreparedStatement chunks;

    Reader(Connection connection) throws SQLException {
      this.connection = connection;
      this.snapshot = connection.prepareStatement("SELECT value FROM meta WHERE key = 'snapshot'");
      this.chunks =
          connection.prepareStatement(
              "SELECT rows FROM chunk WHERE entity = ?1 AND day <= ?2 AND day >= MIN(?3, (SELECT"
                  + " COALESCE(MAX(day), ?3) FROM chunk WHERE entity = ?1 AND day <= ?2)) ORDER BY"
                  + " day");
    }

    Reading read(List<@Nullable Object> entity, long at) throws SQLException {
      connection.setAutoCommit(false);
      try {
        Optional<Digest> seen = snapshot();
        List<FeatureValue> values =
            entity.stream().anyMatch(Objects::isNull) ? notFound() : rows(entity, at).at(at);
        return new Reading(values, seen);
      } finally {
        connection.setAutoCommit(true);
      }
    }

    void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new OnlineStoreException(file, e);
      }
    }

    private Optional<Digest> snapshot() throws SQLException {
      try (ResultSet result = snapshot.executeQuery()) {
        return result.next() ? Optional.of(Digest.parse(result.getString(1))) : Optional.empty();
      }
    }

    private EntityRows rows(List<?> entity, long at) throws SQLException {
      chunks.setBytes(1, EntityKey.of(entity));
      chunks.setLong(2, OnlineFile.day(at));
      chunks.setLong(3, OnlineFile.day(at - layout.horizon()));
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
  }

  private List<FeatureValue> notFound() {
    List<FeatureValue> values = new ArrayList<>();
    layout.features().forEach(_ -> values.add(new FeatureValue(null, Status.NOT_FOUND)));
    return values;
  }
}
