package dev.millwright.offline.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/// A DuckDB database in memory that spills to a folder. Not for sharing between threads; [#sibling]
/// gives another connection to the same database.
public final class Engine implements AutoCloseable {
  private final DuckDBConnection connection;

  private Engine(DuckDBConnection connection) {
    this.connection = connection;
  }

  /// Opens an empty database.
  ///
  /// @param spill where it may put what does not fit into memory
  public static Engine open(Path spill) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", "2GB");
    properties.setProperty("temp_directory", spill.toString());
    properties.setProperty("preserve_insertion_order", "true");
    // The virtual machine was told how many processors a job may have; the engine was not.
    properties.setProperty("threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
    // Nothing is fetched at run time: what the library brings is enough, or the query is refused.
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    return inUtc(DriverManager.getConnection("jdbc:duckdb:", properties));
  }

  /// The zone cannot be among the properties: the extension that knows zones is there only once the
  /// database is open.
  private static Engine inUtc(Connection connection) throws SQLException {
    Engine engine = new Engine(connection.unwrap(DuckDBConnection.class));
    engine.run("SET TimeZone = 'UTC'");
    return engine;
  }

  /// Another connection to the same database.
  public Engine sibling() throws SQLException {
    return inUtc(connection.duplicate());
  }

  public void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// A single whole number.
  public long count(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  /// Hands each row of a query to a reader.
  public void each(String sql, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        reader.read(result);
      }
    }
  }

  /// JDBC's connection, for what has no word here.
  public DuckDBConnection jdbc() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /// Reads one row.
  @FunctionalInterface
  public interface RowReader {
    void read(ResultSet row) throws SQLException;
  }
}
