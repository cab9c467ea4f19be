package dev.millwright.tracking;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.job.JobResult;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One run of a job.
///
/// @param kind the job's kind: `ingest`, `train`, `judge`, `run`, `schedule` (a run that a
///   function's schedule started), `watch`, `workflow`
/// @param component what it was about
/// @param version that component's version
/// @param rollout the rollout whose step it carried out, if any
/// @param inputs name to digest of what it read
/// @param outputs scalar outputs in canonical text
/// @param artifacts name to digest of the bytes that it made
/// @param cause why it failed, was cancelled or timed out
public record RunRecord(
    String id,
    String kind,
    RunState state,
    Address component,
    Digest version,
    Optional<String> revision,
    Optional<String> rollout,
    SortedMap<String, String> parameters,
    SortedMap<String, Digest> inputs,
    SortedMap<String, String> outputs,
    SortedMap<String, Digest> artifacts,
    Optional<JobResult> result,
    Optional<String> cause,
    Instant created,
    Optional<Instant> started,
    Optional<Instant> ended) {
  public RunRecord {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    artifacts = Collections.unmodifiableSortedMap(new TreeMap<>(artifacts));
  }

  /// A run that is about to begin, by nobody's rollout.
  public static RunRecord pending(
      String id,
      String kind,
      Address component,
      Digest version,
      String revision,
      SortedMap<String, String> parameters,
      SortedMap<String, Digest> inputs,
      Instant created) {
    return new RunRecord(
        id,
        kind,
        RunState.PENDING,
        component,
        version,
        Optional.of(revision),
        Optional.empty(),
        parameters,
        inputs,
        new TreeMap<>(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        created,
        Optional.empty(),
        Optional.empty());
  }

  /// The same run, ended without success.
  public RunRecord ended(RunState how, String why, Instant at) {
    return new RunRecord(
        id,
        kind,
        how,
        component,
        version,
        revision,
        rollout,
        parameters,
        inputs,
        outputs,
        artifacts,
        result,
        Optional.of(why),
        created,
        started,
        Optional.of(at));
  }
}
