package dev.millwright.offline.watch;

import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One look at a graph's recording: new segments become panes, panes add up to windows, and every
/// window that has closed and holds something new is judged, or judged anew.
///
/// A window closes when a request of a later pane was seen, never after the data's present; when
/// nothing was recorded for a while, or when it is asked for, the present alone decides.
///
/// @param clock the wall clock
public record Watch(InstantSource clock) {
  public JobResult.Watched run(Job.Watch job) throws IOException {
    WatchState before = WatchState.read(job.state());
    Optional<WatchState.Look> again = before.look(job.look());
    if (again.isPresent()) {
      return new JobResult.Watched(again.get().windows());
    }
    Map<String, Baseline> baselines = baselines(job);
    Set<Instant> touched = new HashSet<>(starts(job.monitor(), take(job, before, baselines)));
    Instant limit = limit(job, before);
    List<WindowVerdict> verdicts = new ArrayList<>();
    for (Instant start : starts(job.monitor(), before.panes().keySet())) {
      Instant end = start.plus(job.monitor().window().size());
      if (!end.isAfter(limit) && (touched.contains(start) || before.isOpen(end))) {
        verdicts.add(new Judgement(job.monitor(), before, baselines).of(start, end));
      }
    }
    before.judged(limit, new WatchState.Look(job.look(), verdicts)).write(job.state());
    return new JobResult.Watched(verdicts);
  }

  /// Windows that end later are still open. A flush closes the pane that the present is in, and no
  /// other: windows that end after it have more to come.
  private Instant limit(Job.Watch job, WatchState state) throws IOException {
    if (job.flush()) {
      return job.now().plus(job.monitor().window().slide()).minusNanos(1);
    }
    if (state.panes().isEmpty() || isIdle(job)) {
      return job.now();
    }
    Instant last = state.panes().lastKey();
    return last.isBefore(job.now()) ? last : job.now();
  }

  private boolean isIdle(Job.Watch job) throws IOException {
    Instant newest = Instant.EPOCH;
    for (Segment segment : Segment.of(job.recordings())) {
      Instant written = Files.getLastModifiedTime(segment.file()).toInstant();
      newest = written.isAfter(newest) ? written : newest;
    }
    return newest.plus(job.monitor().window().closeIdleAfter()).isBefore(clock.instant());
  }

  private static Map<String, Baseline> baselines(Job.Watch job) throws IOException {
    Statistics statistics = Json.read(Files.readString(job.baseline()), Statistics.class);
    Map<String, Baseline> baselines = new TreeMap<>();
    statistics
        .features()
        .forEach((feature, column) -> baselines.put(feature, new Baseline(column)));
    return baselines;
  }

  /// Takes the new segments into the state and answers the beginnings of the panes that they
  /// touched.
  private static Set<Instant> take(Job.Watch job, WatchState state, Map<String, Baseline> baselines)
      throws IOException {
    Set<Instant> touched = new HashSet<>();
    for (Segment segment : Segment.of(job.recordings())) {
      if (state.segments().add(segment.name())) {
        Map<Instant, Pane> panes = segment.panes(job.monitor().window().slide(), baselines);
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
}
