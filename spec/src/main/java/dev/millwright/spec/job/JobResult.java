package dev.millwright.spec.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.Monitor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// The content of `result.json`, written atomically as the job's last act. No file means that the
/// job died.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JobResult.Ingested.class, name = "ingested"),
  @JsonSubTypes.Type(value = JobResult.Trained.class, name = "trained"),
  @JsonSubTypes.Type(value = JobResult.Judged.class, name = "judged"),
  @JsonSubTypes.Type(value = JobResult.Ran.class, name = "ran"),
  @JsonSubTypes.Type(value = JobResult.Watched.class, name = "watched"),
  @JsonSubTypes.Type(value = JobResult.Failed.class, name = "failed"),
})
public sealed interface JobResult {
  /// @param rows rows in the snapshot; @param added rows that this ingest added; @param violations
  ///   policy violations by feature
  record Ingested(Digest snapshot, long rows, long added, SortedMap<String, Long> violations)
      implements JobResult {}

  /// @param model digest of the bytes in the artifact store; @param baseline digest of the training
  ///   statistics
  /// @param outputs the function's scalar outputs, in canonical text; @param examples how many it
  ///   was trained on; @param dataset digest of the training data
  record Trained(
      Digest model,
      Digest baseline,
      SortedMap<String, String> outputs,
      long examples,
      Digest dataset)
      implements JobResult {}

  /// @param metrics by name: `auc`, `log_loss`, `brier`, `accuracy`, `base_rate`, `base_log_loss`,
  ///   `examples`; the live model's under `live.`
  /// @param gates each gate's text and whether it held
  record Judged(boolean passed, SortedMap<String, Double> metrics, List<Gate> gates)
      implements JobResult {
    public Judged {
      gates = List.copyOf(gates);
    }
  }

  record Gate(String text, boolean passed, String sentence) {}

  /// @param artifacts name to digest; @param outputs scalar outputs in canonical text
  record Ran(SortedMap<String, String> outputs, SortedMap<String, Digest> artifacts)
      implements JobResult {}

  /// @param windows the windows that were judged or judged anew, in order of time
  record Watched(List<WindowVerdict> windows) implements JobResult {
    public Watched {
      windows = List.copyOf(windows);
    }
  }

  /// @param verdict `OK`, `DRIFTED`, or `NOT_ENOUGH_DATA`, which never means OK
  /// @param observed what was looked at beside drift, if anything was asked
  record WindowVerdict(
      Instant start,
      Instant end,
      long samples,
      Verdict verdict,
      List<FeatureDrift> features,
      Optional<Observed> observed) {
    public WindowVerdict {
      features = List.copyOf(features);
    }

    /// When nothing but drift is looked at.
    public WindowVerdict(
        Instant start, Instant end, long samples, Verdict verdict, List<FeatureDrift> features) {
      this(start, end, samples, verdict, features, Optional.empty());
    }
  }

  /// What a window says beside drift.
  ///
  /// @param measures distances that have no threshold
  /// @param flaws what the values of some features show
  record Observed(List<Measure> measures, List<Flaw> flaws) {
    public Observed {
      measures = List.copyOf(measures);
      flaws = List.copyOf(flaws);
    }

    /// Both together.
    public Observed and(Observed other) {
      return new Observed(
          Stream.concat(measures.stream(), other.measures.stream()).toList(),
          Stream.concat(flaws.stream(), other.flaws.stream()).toList());
    }
  }

  /// @param share of the window's values that show it, between 0 and 1; @param baseline the share
  ///   that did before
  record Flaw(String feature, Monitor.Quality quality, double share, double baseline) {}

  record Measure(String feature, Monitor.Method method, double value) {}

  enum Verdict {
    OK,
    DRIFTED,
    NOT_ENOUGH_DATA
  }

  record FeatureDrift(
      String feature, Monitor.Method method, double value, double threshold, boolean drifted) {}

  /// @param cause one sentence for people; @param detail the stack trace or the like
  /// @param retryable whether the world failed, so that the same job may succeed later
  record Failed(String cause, String detail, boolean retryable) implements JobResult {}
}
