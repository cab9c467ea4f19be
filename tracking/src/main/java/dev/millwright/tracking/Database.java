package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// One SQLite file in WAL mode: at most one connection that writes, under a lock, and as many that
/// read as are asked for at once.
final class Database implements AutoCloseable {
  private final Path file;
  private final @Nullable Connection writer;
  private final AtomicLong changes = new AtomicLong();
  private boolean isTouched;
  private final ReentrantLock writing = new ReentrantLock();
  private final ConcurrentLinkedDeque<Connection> readers = new ConcurrentLinkedDeque<>();
  private int depth;
  private volatile long epoch;

  private Database(Path file, @Nullable Connection writer) {
    this.file = file;
    this.writer = writer;
  }

  /// Opens for reading and writing; the folder and the file are made when missing.
  static Database writing(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new Database(file, connect(file, false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Opens for reading only; the file must exist.
  static Database reading(Path file) {
    return new Database(file, null);
  }

  /// From now on this is who writes.
  void takeOver() {
    epoch =
        atomically(
            () -> {
              update("UPDATE writer SET epoch = epoch + 1");
              return written();
            });
  }

  /// Of who writes; 0 of one that only reads, or has not taken over.
  long epoch() {
    return epoch;
  }

  private long written() {
    return first("SELECT epoch FROM writer", row -> row.number("epoch")).orElseThrow();
  }

  /// Runs the work in one transaction: all of its writes or none. Nested calls join the outer one.
  ///
  /// @throws TrackingFailure also when another process writes by now
  <T> T atomically(Supplier<T> work) {
    Connection connection = writer();
    writing.lock();
    try {
      return depth > 0 ? work.get() : transaction(connection, work);
    } finally {
      writing.unlock();
    }
  }

  /// How many transactions of this process have changed something and are durable.
  long changes() {
    return changes.get();
  }

  int update(String sql, @Nullable Object... values) {
    return atomically(
        () -> {
          isTouched = true;
          try (PreparedStatement statement = prepare(writer(), sql, values)) {
            return statement.executeUpdate();
          } catch (SQLException e) {
            throw new TrackingFailure(file, e);
          }
        });
  }

  /// Runs the statements of a script, split at semicolons that end a line.
  void script(String sql) {
    for (String statement : sql.split(";\\s*\\n", -1)) {
      if (!statement.isBlank()) {
        update(statement);
      }
    }
  }

  <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... values) {
    if (writing.isHeldByCurrentThread()) {
      return query(writer(), sql, reader, values);
    }
    Connection connection =
        Optional.ofNullable(readers.poll()).orElseGet(() -> connect(file, true));
    try {
      return query(connection, sql, reader, values);
    } finally {
      readers.push(connection);
    }
  }

  <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... values) {
    return query(sql, reader, values).stream().findFirst();
  }

  /// Writes all that is on record now to another file, which must not exist.
  void copyTo(Path target) {
    try (Connection reading = connect(file, true);
        PreparedStatement copy = reading.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, target.toAbsolutePath().toString());
      copy.execute();
    } catch (SQLException e) {
      throw new TrackingFailure(file, e);
    }
  }

  @Override
  public void close() {
    writing.lock();
    try {
      for (Connection reader = readers.poll(); reader != null; reader = readers.poll()) {
        reader.close();
      }
      if (writer != null) {
        writer.close();
      }
    } catch (SQLException e) {
      throw new TrackingFailure(file, e);
    } finally {
      writing.unlock();
    }
  }

  private Connection writer() {
    if (writer == null) {
      throw new IllegalStateException(file + " is open for reading only");
    }
    return writer;
  }

  private <T> T transaction(Connection connection, Supplier<T> work) {
    depth++;
    try {
      connection.setAutoCommit(false);
      if (epoch > 0 && written() != epoch) {
        throw TrackingFailure.takenOver(file);
      }
      T result = work.get();
      connection.commit();
      if (isTouched) {
        changes.incrementAndGet();
      }
      return result;
    } catch (SQLException e) {
      throw new TrackingFailure(file, e);
    } finally {
      depth--;
      isTouched = false;
      settle(connection);
    }
  }

  /// After a commit there is nothing left to roll back; after anything else there is.
  private void settle(Connection connection) {
    try {
      if (!connection.isClosed() && !connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new TrackingFailure(file, e);
    }
  }

  private <T> List<T> query(
      Connection connection, String sql, RowReader<T> reader, @Nullable Object... values) {
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> read = new ArrayList<>();
      while (rows.next()) {
        read.add(reader.read(new Row(rows)));
      }
      return List.copyOf(read);
    } catch (SQLException e) {
      throw new TrackingFailure(file, e);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, stored(values[i]));
    }
    return statement;
  }

  private static @Nullable Object stored(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> optional -> stored(optional.orElse(null));
      case Instant instant -> ChronoUnit.MICROS.between(Instant.EPOCH, instant);
      case Digest digest -> digest.hex();
      case Number number -> number;
      default -> value.toString();
    };
  }

  private static Connection connect(Path file, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(10_000);
    config.setReadOnly(readOnly);
    if (!readOnly) {
      config.setJournalMode(JournalMode.WAL);
      config.setSynchronous(SynchronousMode.FULL);
      config.enforceForeignKeys(true);
    }
    try {
      return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    } catch (SQLException e) {
      throw new TrackingFailure(file, e);
    }
  }
}
