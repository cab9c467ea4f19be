package dev.millwright.bench.join;

import dev.millwright.bench.Line;
import dev.millwright.bench.Temporary;
import dev.millwright.cli.daemon.JavaCommand;
import dev.millwright.offline.duckdb.Engine;
import dev.millwright.offline.duckdb.Sql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/// The point-in-time join of so many labels with so many rows, beside DuckDB's own `ASOF JOIN` over
/// the same files with the same memory and threads. Each round is a process of its own, as a job
/// is. Arguments: labels, rows, columns, rounds.
public final class JoinAtSize {
  private static final long ROWS_A_KEY = 1_000;

  private final JoinProject project;
  private final int rounds;

  private JoinAtSize(JoinProject project, int rounds) {
    this.project = project;
    this.rounds = rounds;
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    long labels = Long.parseLong(arguments[0]);
    long rows = Long.parseLong(arguments[1]);
    try (Temporary folder = Temporary.folder("join")) {
      JoinProject project = new JoinProject(folder.folder(), Integer.parseInt(arguments[2]));
      System.out.println("writing " + rows + " rows and " + labels + " labels");
      project.write(labels, rows, Math.max(1, rows / ROWS_A_KEY));
      new JoinAtSize(project, Integer.parseInt(arguments[3])).measure();
    }
  }

  /// What a round took, in nanoseconds, and the most that it had resident.
  private record Round(long nanos, OptionalLong resident) {
    /// Reads what [JoinRound] says.
    static Round of(String said) {
      String[] words = said.strip().split(" ", -1);
      return new Round(
          Long.parseLong(words[0]),
          words.length > 1 ? OptionalLong.of(Long.parseLong(words[1])) : OptionalLong.empty());
    }

    Line line(String name) {
      return Line.of(name, Line.time(nanos)).resident(resident);
    }
  }

  private void measure() throws IOException, InterruptedException, SQLException {
    round(JoinRound.What.INGEST).line("ingest of the rows").print();
    Round join = median(JoinRound.What.JOIN);
    Round peer = median(JoinRound.What.PEER);
    same();
    String ratio = Line.number("%.1f × peer", (double) join.nanos() / peer.nanos());
    join.line("point-in-time join").aim("4 s, 3 GB; " + ratio).print();
    peer.line("peer: DuckDB ASOF JOIN").print();
  }

  private Round median(JoinRound.What what) throws IOException, InterruptedException {
    List<Round> all = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      all.add(round(what));
    }
    all.sort(Comparator.comparingLong(Round::nanos));
    return all.get(rounds / 2);
  }

  private Round round(JoinRound.What what) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(JavaCommand.ofThisProcess().line(JoinRound.class.getName()));
    command.addAll(
        List.of(project.folder().toString(), Integer.toString(project.columns()), what.name()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the round " + what + " failed: " + said);
    }
    return Round.of(said);
  }

  /// A peer that answers something else is no peer.
  private void same() throws IOException, SQLException {
    try (Engine engine = Engine.open(project.spill())) {
      String ours = JoinRound.What.JOIN.target(project.folder());
      String theirs = JoinRound.What.PEER.target(project.folder());
      long missing = engine.count("SELECT count(*) FROM (" + except(ours, theirs) + ")");
      long extra = engine.count("SELECT count(*) FROM (" + except(theirs, ours) + ")");
      if (missing + extra > 0) {
        throw new IllegalStateException(
            "join and peer differ in " + missing + " and " + extra + " rows");
      }
    }
  }

  private static String except(String one, String other) {
    return "SELECT * FROM read_parquet(%s) EXCEPT ALL SELECT * FROM read_parquet(%s)"
        .formatted(Sql.text(one), Sql.text(other));
  }
}
