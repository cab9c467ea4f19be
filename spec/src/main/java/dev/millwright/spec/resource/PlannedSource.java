package dev.millwright.spec.resource;

import dev.millwright.spec.Name;
import dev.millwright.spec.expression.NamedType;
import java.util.List;
import java.util.Optional;

/// A source that nothing reads yet: a platform takes no commit with one.
public sealed interface PlannedSource extends FeatureSet.Source {
  Name connection();

  /// Messages of a topic.
  record Stream(
      Name connection, String topic, Format format, StartAt startAt, List<NamedType> columns)
      implements PlannedSource {
    public Stream {
      columns = List.copyOf(columns);
    }
  }

  /// How a message is written.
  enum Format {
    JSON,
    AVRO,
    CSV
  }

  /// Where reading begins when nothing was read before.
  enum StartAt {
    EARLIEST,
    LATEST
  }

  /// Rows of a database.
  ///
  /// @param incrementalBy the column that only ever grows: rows with a greater value than the last
  ///   one read are new; absent: all is read anew each time
  record Jdbc(Name connection, Asked asked, Optional<String> incrementalBy, List<NamedType> columns)
      implements PlannedSource {
    public Jdbc {
      columns = List.copyOf(columns);
    }
  }

  /// What a database is asked. @param text SQL, or the table's name
  record Asked(By by, String text) {}

  enum By {
    QUERY,
    TABLE
  }

  /// What an address answers.
  ///
  /// @param path below the connection's endpoint
  record Http(Name connection, String path, List<NamedType> columns) implements PlannedSource {
    public Http {
      columns = List.copyOf(columns);
    }
  }
}
