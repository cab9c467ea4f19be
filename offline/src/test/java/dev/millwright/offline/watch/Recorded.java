package dev.millwright.offline.watch;

import static dev.millwright.offline.Declarations.metadata;

import dev.millwright.offline.examples.ColumnStatistics;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Method;
import dev.millwright.spec.resource.Stretch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// A graph's recording, a baseline and a monitor's state in a folder. Windows are two hours long
/// and slide by one; the model was trained on the whole numbers from 0 to 100.
final class Recorded {
  private static final Instant DAY = Instant.parse("2001-01-01T00:00:00Z");

  private final Path folder;
  private Instant wall = Instant.now().plus(Duration.ofMinutes(11));
  private int looks;

  Recorded(Path folder) throws Exception {
    this.folder = folder;
    Files.createDirectories(folder.resolve("recordings"));
    baseline(Map.of("x", column()));
  }

  /// Requests keep coming, so that the present alone closes no window.
  void busy() {
    wall = Instant.EPOCH;
  }

  /// Forgets what was seen.
  void forget() throws Exception {
    Files.deleteIfExists(folder.resolve("state/state.json"));
  }

  List<WindowVerdict> watch(double now, boolean flush) throws Exception {
    return watch(now, flush, monitor(1, Map.of(Method.PSI, 0.25, Method.KS, 0.3)));
  }

  List<WindowVerdict> watch(double now, boolean flush, Monitor monitor) throws Exception {
    return look("look-" + ++looks, now, flush, monitor);
  }

  /// The last look once more, as after a death before it could say what it found.
  List<WindowVerdict> again(double now) throws Exception {
    return look("look-" + looks, now, false, monitor(1, Map.of(Method.PSI, 0.25, Method.KS, 0.3)));
  }

  private List<WindowVerdict> look(String id, double now, boolean flush, Monitor monitor)
      throws Exception {
    return new Watch(() -> wall)
        .run(
            new Job.Watch(
                monitor,
                folder.resolve("recordings"),
                folder.resolve("baseline.json"),
                folder.resolve("state"),
                hour(now),
                flush,
                id))
        .windows();
  }

  static Monitor monitor(int minSamples, Map<Method, Double> thresholds) {
    return new Monitor(
        metadata("watch"),
        Name.of("graph"),
        new Monitor.Windows(
            Duration.ofHours(2), Duration.ofHours(1), minSamples, Duration.ofMinutes(10)),
        new Monitor.Drift(new TreeMap<>(thresholds), new TreeMap<>()),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  static Monitor with(Monitor monitor, Monitor.Drift drift) {
    return new Monitor(
        monitor.metadata(),
        monitor.of(),
        monitor.window(),
        drift,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  static Monitor with(Monitor monitor, Stretch baseline) {
    return with(monitor, Optional.of(baseline), Optional.empty());
  }

  static Monitor with(Monitor monitor, Monitor.Quality... quality) {
    return with(monitor, Optional.empty(), Optional.of(new TreeSet<>(List.of(quality))));
  }

  private static Monitor with(
      Monitor monitor, Optional<Stretch> baseline, Optional<SortedSet<Monitor.Quality>> quality) {
    return new Monitor(
        monitor.metadata(),
        monitor.of(),
        monitor.window(),
        monitor.drift(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        baseline,
        quality,
        Optional.empty(),
        Optional.empty());
  }

  void baseline(Map<String, Statistics.Column> columns) throws Exception {
    Files.writeString(
        folder.resolve("baseline.json"), Json.write(new Statistics(101, new TreeMap<>(columns))));
  }

  static Statistics.Column column() {
    return ColumnStatistics.of(
        DataType.parse("float64"), IntStream.rangeClosed(0, 100).asDoubleStream().toArray());
  }

  static Statistics.Column binned(Statistics.Column column, List<Double> edges, List<Long> bins) {
    return new Statistics.Column(
        column.type(),
        column.count(),
        column.nulls(),
        column.mean(),
        column.deviation(),
        column.min(),
        column.max(),
        column.median(),
        column.mode(),
        edges,
        bins,
        column.quantiles(),
        column.frequent());
  }

  void segment(String name, String... lines) throws Exception {
    Files.write(folder.resolve("recordings/" + name + ".jsonl"), List.of(lines));
  }

  static String at(double hour, double x) {
    return line(hour, "\"x\":" + x);
  }

  static String missing(double hour) {
    return line(hour, "\"x\":null");
  }

  static String line(double hour, String inputs) {
    return "{\"at\":\"" + hour(hour) + "\",\"status\":200,\"inputs\":{" + inputs + "}}";
  }

  static Instant hour(double hour) {
    return DAY.plusMillis(Math.round(hour * 3_600_000));
  }
}
