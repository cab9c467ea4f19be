package dev.millwright.runtime.online;

import dev.millwright.runtime.feature.EntityRows;
import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.runtime.feature.SetLayout;
import dev.millwright.runtime.feature.Status;
import dev.millwright.runtime.online.RowCodec.Entry;
import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.FeatureSet;
import java.nio.charset.StandardCharsets;
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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
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
  // A burst waits its turn here: to open a connection costs a thousand times a read.
  private final Semaphore places = new Semaphore(CONNECTIONS);
  private final Queue<Reader> idle = new ConcurrentLinkedQueue<>();
  private RecentRows recent = RecentRows.of(Optional.empty());

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
      drop(reader);
      throw new OnlineStoreException(file, e);
    } catch (RuntimeException e) {
      drop(reader);
      throw e;
    }
  }

  /// Some key that the store holds, among the first ones the newest.
  ///
  /// @param entity its values as text, in the order of the set's entities
  /// @param known the end of a day on which a row of it became known
  public record Sample(List<String> entity, Instant known) {
    public Sample {
      entity = List.copyOf(entity);
    }
  }

  /// A key to try; empty when the store is.
  public Optional<Sample> sample() {
    Reader reader = take();
    try {
      Optional<Sample> sample = reader.sample();
      give(reader);
      return sample;
    } catch (SQLException e) {
      drop(reader);
      throw new OnlineStoreException(file, e);
    }
  }

  @Override
  public void close() {
    for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
      reader.close();
    }
  }

  private Reader take() {
    places.acquireUninterruptibly();
    Reader reader = idle.poll();
    return reader == null ? opened() : reader;
  }

  private Reader opened() {
    try {
      return new Reader(OnlineFile.openForReading(file));
    } catch (SQLException e) {
      places.release();
      throw new OnlineStoreException(file, e);
    }
  }

  private void give(Reader reader) {
    idle.add(reader);
    places.release();
  }

  /// A connection that failed is not used again.
  private void drop(Reader reader) {
    places.release();
    reader.close();
  }

  private synchronized RecentRows recentOf(Optional<Digest> snapshot) {
    if (!recent.snapshot().equals(snapshot)) {
      recent = RecentRows.of(snapshot);
    }
    return recent;
  }

  /// The store has moved on to another snapshot between two looks.
  private static final class SnapshotMoved extends RuntimeException {
    private static final long serialVersionUID = 1L;
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
      if (entity.stream().anyMatch(Objects::isNull)) {
        return new Reading(notFound(), snapshot());
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
          EntityRows rows = recentOf(now).rows().get(named, _ -> rowsOf(now, key, named));
          return new Reading(rows.at(at), now);
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

    Optional<Sample> sample() throws SQLException {
      String newest =
          "SELECT entity, MAX(day) FROM (SELECT entity, day FROM chunk LIMIT 1000) HAVING"
              + " MAX(day) IS NOT NULL";
      try (var statement = connection.createStatement();
          ResultSet result = statement.executeQuery(newest)) {
        return result.next()
            ? Optional.of(
                new Sample(
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
  }

  private List<FeatureValue> notFound() {
    List<FeatureValue> values = new ArrayList<>();
    layout.features().forEach(_ -> values.add(new FeatureValue(null, Status.NOT_FOUND)));
    return values;
  }
}
