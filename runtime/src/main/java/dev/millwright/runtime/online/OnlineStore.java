package dev.millwright.runtime.online;

import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.runtime.feature.SetLayout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.FeatureSet;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
  private final Queue<OnlineReader> idle = new ConcurrentLinkedQueue<>();
  private RecentRows recent = RecentRows.of(Optional.empty());
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
    return read(entity, asOf, Optional.empty());
  }

  /// The features of a key for somebody to whom a value may be no older than this, if the set
  /// itself is not stricter.
  public Reading read(List<@Nullable Object> entity, Instant asOf, Optional<Duration> maxAge) {
    OnlineReader reader = take();
    try {
      Reading reading = reader.read(entity, ChronoUnit.MICROS.between(Instant.EPOCH, asOf), maxAge);
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
    OnlineReader reader = take();
    try {
      Optional<Sample> sample = reader.sample();
      give(reader);
      return sample;
    } catch (SQLException e) {
      drop(reader);
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
    for (OnlineReader reader = idle.poll(); reader != null; reader = idle.poll()) {
      reader.close();
    }
  }

  private OnlineReader take() {
    places.acquireUninterruptibly();
    OnlineReader reader = idle.poll();
    return reader == null ? opened() : reader;
  }

  private OnlineReader opened() {
    try {
      return new OnlineReader(file, layout, codec, this::recentOf);
    } catch (SQLException e) {
      places.release();
      throw new OnlineStoreException(file, e);
    }
  }

  private void give(OnlineReader reader) {
    idle.add(reader);
    places.release();
    if (closed) {
      closeIdle();
    }
  }

  /// A connection that failed is not used again.
  private void drop(OnlineReader reader) {
    places.release();
    reader.close();
  }

  private synchronized RecentRows recentOf(Optional<Digest> snapshot) {
    if (!recent.snapshot().equals(snapshot)) {
      recent = RecentRows.of(snapshot);
    }
    return recent;
  }
}
