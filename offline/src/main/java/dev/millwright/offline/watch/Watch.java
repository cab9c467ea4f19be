package dev.millwright.offline.watch;

import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.job.JobResult.FeatureDrift;
import dev.millwright.spec.job.JobResult.Verdict;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Monitor.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// One look at a graph's recording: new segments become panes, panes add up to windows, and every
/// window that has closed and holds something new is judged, or judged anew.
public final class Watch {
  public JobResult.Watched run(Job.Watch job) throws IOException {
    Map<String, Baseline> baselines = baselines(job);
    WatchState state = WatchState.read(job.state());
    Set<Instant> touched = take(job, state, baselines);
    List<WindowVerdict> verdicts = new ArrayList<>();
    Set<Instant> renewed = Set.copyOf(starts(job.monitor(), touched));
    for (Instant start : starts(job.monitor(), state.panes().keySet())) {
      Instant end = start.plus(job.monitor().window().size());
      boolean closed = !end.isAfter(job.now()) || job.flush();
      if (closed && (renewed.contains(start) || isUnjudged(state, start, job.now()))) {
        verdicts.add(judge(job.monitor(), start, end, window(state, start, end), baselines));
        state.judged().put(start, job.now());
      }
    }
    state.write(job.state());
    return new JobResult.Watched(verdicts);
  }

  private static Map<String, Baseline> baselines(Job.Watch job) throws IOException {
    Statistics statistics = Json.read(Files.readString(job.baseline()), Statistics.class);
    Map<String, Baseline> baselines = new TreeMap<>();
    statistics
        .features()
        .forEach((feature, column) -> baselines.put(feature, new Baseline(column)));
    return baselines;
  }

  private static boolean isUnjudged(WatchState state, Instant start, Instant now) {
    Instant judged = state.judged().get(start);
    return judged == null || judged.equals(now);
  }

  /// Takes the new segments into the state and answers the beginnings of the panes that they
  /// touched.
  private static Set<Instant> take(Job.Watch job, WatchState state, Map<String, Baseline> baselines)
      throws IOException {
    Set<Instant> touched = new HashSet<>();
    for (Segment segment : Segment.of(job.recordings())) {
      if (state.segments().add(segment.name())) {
        var panes = segment.panes(job.monitor().window().slide(), baselines);
        panes.forEach((start, pane) -> state.panes().merge(start, pane, Pane::plus));
        touched.addAll(panes.keySet());
      }
    }
    return touched;
  }

  /// The windows that hold any of the panes.
  private static List<Instant> starts(Monitor monitor, Set<Instant> panes) {
    Duration slide = monitor.window().slide();
    Set<Instant> starts = new java.util.TreeSet<>();
    for (Instant pane : panes) {
      for (Instant start = pane;
          start.plus(monitor.window().size()).isAfter(pane);
          start = start.minus(slide)) {
        starts.add(start);
      }
    }
    return List.copyOf(starts);
  }

  private static Pane window(WatchState state, Instant start, Instant end) {
    return state.panes().subMap(start, end).values().stream().reduce(Pane.empty(), Pane::plus);
  }

  private static WindowVerdict judge(
      Monitor monitor, Instant start, Instant end, Pane window, Map<String, Baseline> baselines) {
    if (window.samples() < monitor.window().minSamples()) {
      return new WindowVerdict(start, end, window.samples(), Verdict.NOT_ENOUGH_DATA, List.of());
    }
    List<FeatureDrift> drifts = new ArrayList<>();
    baselines.forEach(
        (feature, baseline) ->
            thresholds(monitor, feature)
                .forEach(
                    (method, threshold) ->
                        drifts.add(drift(feature, method, threshold, baseline, window))));
    boolean drifted = drifts.stream().anyMatch(FeatureDrift::drifted);
    return new WindowVerdict(
        start, end, window.samples(), drifted ? Verdict.DRIFTED : Verdict.OK, drifts);
  }

  private static SortedMap<Method, Double> thresholds(Monitor monitor, String feature) {
    return monitor.drift().features().getOrDefault(feature, monitor.drift().standard());
  }

  private static FeatureDrift drift(
      String feature, Method method, double threshold, Baseline baseline, Pane window) {
    double value =
        switch (method) {
          case PSI -> Distance.psi(baseline.expected(), window.bins(feature));
          case KS -> Distance.ks(baseline.expectedStretches(), window.quantiles(feature));
        };
    return new FeatureDrift(feature, method, value, threshold, value > threshold);
  }
}
