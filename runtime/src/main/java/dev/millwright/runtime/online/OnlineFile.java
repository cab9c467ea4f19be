package dev.millwright.runtime.online;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// The SQLite file of an online store.
final class OnlineFile {
  static final long DAY = TimeUnit.DAYS.toMicros(1);

  private static final int BUSY_MILLIS = 10_000;
  private static final String SCHEMA =
      "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
          + " CREATE TABLE IF NOT EXISTS chunk (entity BLOB NOT NULL, day INTEGER NOT NULL, rows"
          + " BLOB NOT NULL, PRIMARY KEY (entity, day)) WITHOUT ROWID";

  private OnlineFile() {}

  static Connection openForReading(Path file) throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  static Connection openForWriting(Path file) throws SQLException {
    SQLiteConfig config = config();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      for (String sql : SCHEMA.split(";", -1)) {
        statement.execute(sql);
      }
    }
    return connection;
  }

  static long day(long micros) {
    return Math.floorDiv(micros, DAY);
  }

  static Instant endOf(long day) {
    return Instant.EPOCH.plus((day + 1) * DAY - 1, ChronoUnit.MICROS);
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    return config;
  }
}
