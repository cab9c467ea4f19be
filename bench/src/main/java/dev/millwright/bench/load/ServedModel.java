package dev.millwright.bench.load;

import dev.millwright.bench.ExampleProject;
import dev.millwright.bench.Line;
import dev.millwright.bench.Temporary;
import dev.millwright.offline.ingest.IngestException;
import dev.millwright.serving.GatewayMain;
import dev.millwright.serving.GraphMain;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.serving.GraphFile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/// One ONNX model over HTTP and JSON, through a gateway's process and a graph's, at fixed rates:
/// once alone, once with the example's two lookups in front of it. Arguments: seconds a rate, then
/// the rates (requests a second).
public final class ServedModel {
  private static final String REQUEST =
      """
      {"origin": "SEA", "destination": "LAX", "scheduled": "2001-03-30T18:00:00Z", "distance": 954}""";

  private final Duration time;
  private final int[] rates;

  private ServedModel(Duration time, int[] rates) {
    this.time = time;
    this.rates = rates;
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException, IngestException {
    int[] rates = Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
    Duration time = Duration.ofSeconds(Long.parseLong(arguments[0]));
    ServedModel served = new ServedModel(time, rates);
    Release release = ExampleProject.release();
    GraphFile file = ExampleProject.graph(release);
    served.measure("http model", release, ExampleProject.withoutLookups(file));
    served.measure("http lookups+model", release, file);
  }

  private void measure(String name, Release release, GraphFile file)
      throws IOException, InterruptedException, SQLException, IngestException {
    try (Temporary folder = Temporary.folder("served")) {
      ServingFolders folders = new ServingFolders(folder.folder(), release, file);
      var replica = folder.resolve("replica");
      try (Served graph =
              Served.start(
                  GraphMain.class, replica, folders.graph(), replica, folder.resolve("recorded"));
          Served gateway = gateway(folders, graph);
          HttpClient http = SteadyRate.client()) {
        String target = gateway.url() + "/" + file.graph().metadata().name();
        HttpRequest request = SteadyRate.post(target, REQUEST).build();
        // What counts is a process that has run for a while.
        SteadyRate.during(http, request, rates[0], time);
        for (int rate : rates) {
          SteadyRate.Outcome outcome = SteadyRate.during(http, request, rate, time);
          line(name + " " + rate + "/s", outcome)
              .resident(sum(graph.resident(), gateway.resident()))
              .print();
        }
      }
    }
  }

  private static Served gateway(ServingFolders folders, Served graph)
      throws IOException, InterruptedException {
    var folder = folders.gateway(graph.url());
    return Served.start(GatewayMain.class, folder, folder);
  }

  private static Line line(String name, SteadyRate.Outcome outcome) {
    Histogram times = outcome.times();
    String failed = outcome.failed() + " of " + outcome.sent() + " failed";
    if (outcome.failed() > 0) {
      failed += " " + outcome.failures();
    }
    return Line.of(name, Line.time(times.getValueAtPercentile(50)))
        .slow(Line.time(times.getValueAtPercentile(99)))
        .aim(failed);
  }

  private static OptionalLong sum(OptionalLong one, OptionalLong other) {
    return one.isPresent() && other.isPresent()
        ? OptionalLong.of(one.getAsLong() + other.getAsLong())
        : OptionalLong.empty();
  }
}
