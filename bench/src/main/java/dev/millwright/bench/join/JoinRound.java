package dev.millwright.bench.join;

import dev.millwright.bench.Resident;
import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import dev.millwright.offline.ingest.IngestException;
import dev.millwright.offline.join.PointInTimeJoin;
import dev.millwright.offline.join.Stretch;
import dev.millwright.spec.release.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One round, in a process of its own. Arguments: the project's folder, its columns, what to do.
/// Says how many nanoseconds that took and how many bytes were resident at most.
public final class JoinRound {
  private final JoinProject project;

  private JoinRound(JoinProject project) {
    this.project = project;
  }

  /// What a round does.
  enum What {
    INGEST,
    JOIN,
    PEER;

    /// The file that it writes.
    String target(Path folder) {
      return folder.resolve(name() + ".parquet").toString();
    }
  }

  public static void main(String[] arguments) throws IOException, SQLException, IngestException {
    Path folder = Path.of(arguments[0]);
    JoinRound round = new JoinRound(new JoinProject(folder, Integer.parseInt(arguments[1])));
    long nanos = round.run(What.valueOf(arguments[2]));
    String resident = Resident.here().isPresent() ? " " + Resident.here().getAsLong() : "";
    System.out.println(nanos + resident);
  }

  /// What precedes the work (the compiler, the engine's library) is not counted.
  private long run(What what) throws IOException, SQLException, IngestException {
    Release release = project.release();
    try (Engine engine = Engine.open(project.spill())) {
      long began = System.nanoTime();
      switch (what) {
        case INGEST -> project.ingest();
        case JOIN ->
            new PointInTimeJoin(engine, project.vector(release), project.sets(release))
                .write(Stretch.all(), Path.of(what.target(project.folder())));
        case PEER -> engine.run(peer(what.target(project.folder())));
      }
      return System.nanoTime() - began;
    }
  }

  private String peer(String target) throws IOException {
    String columns =
        IntStream.range(0, project.columns())
            .mapToObj(n -> "r.c" + n)
            .collect(Collectors.joining(", "));
    return """
        COPY (
          SELECT l.__timestamp AS __time, l.outcome AS __label, l.key, %s
          FROM %s l ASOF LEFT JOIN %s r ON l.key = r.key AND l.__timestamp >= r.__available
          ORDER BY l.__timestamp, l.key, l.__offset
        ) TO %s (FORMAT parquet, COMPRESSION zstd)
        """
        .formatted(
            columns, project.stored("outcomes"), project.stored("readings"), Sql.text(target));
  }
}
