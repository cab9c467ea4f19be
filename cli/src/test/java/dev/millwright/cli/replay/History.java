package dev.millwright.cli.replay;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.ingest.SourceQuery;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.testkit.TemporaryRepository;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The example's declarations, and three days of a flight each full hour; its distance is its
/// number, from 1.
final class History implements AutoCloseable {
  private final Engine engine;
  private final Path file;

  History(Path folder) throws SQLException {
    engine = Engine.open(folder);
    file = folder.resolve("flights.parquet");
  }

  /// @param edit changes the example before it is compiled
  static Release release(Consumer<TemporaryRepository> edit) {
    try (TemporaryRepository repository =
        TemporaryRepository.create().copyTree(Path.of("../example-repo"))) {
      edit.accept(repository);
      String revision = repository.commit("First");
      Checked<Compilation> compiled =
          new Compiler()
              .compile(
                  GitTrees.at(repository.git().getRepository(), revision, ""), Name.of("local"));
      if (!(compiled instanceof Checked.Ok<Compilation>(var compilation, var _))) {
        throw new AssertionError(compiled.findings());
      }
      return compilation.release();
    }
  }

  /// In the file the last comes first, and the last of all has a delay that no flight has.
  PastRequests requests() throws SQLException {
    engine.run(
        "COPY (SELECT TIMESTAMP '2001-04-01' + INTERVAL (n - 1) HOUR AS date, CASE WHEN n = 73 THEN 9999 ELSE 5 END AS delay, n AS distance, 'SEA' AS origin, 'LAX' AS destination FROM range(1, 74) t(n) ORDER BY n DESC) TO '"
            + file
            + "' (FORMAT parquet)");
    Source source = Source.of(release(_ -> {}), Optional.empty());
    SourceQuery query = new SourceQuery((FeatureSet) source.set().definition(), List.of(file));
    return new PastRequests(engine, query, source.graph().request(), source.time());
  }

  @Override
  public void close() throws SQLException {
    engine.close();
  }
}
