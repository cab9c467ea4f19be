package dev.millwright.spec.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// The content of `job.json`. Paths are absolute. A job may be run again after a crash: the same
/// job gives the same result and nothing twice.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "job")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Job.Ingest.class, name = "ingest"),
  @JsonSubTypes.Type(value = Job.Train.class, name = "train"),
  @JsonSubTypes.Type(value = Job.Judge.class, name = "judge"),
  @JsonSubTypes.Type(value = Job.Run.class, name = "run"),
  @JsonSubTypes.Type(value = Job.Watch.class, name = "watch"),
})
public sealed interface Job {
  /// The author's function that it runs, if it runs one.
  default Optional<Function> authored() {
    return switch (this) {
      case Train train -> Optional.of(train.function());
      case Run run -> Optional.of(run.function());
      case Ingest _, Judge _, Watch _ -> Optional.empty();
    };
  }

  /// Brings one feature set version to the data known by `until`: writes a new snapshot offline
  /// and, where the set is online, the same online, then makes it visible.
  ///
  /// @param offline folder of this set version in the offline store
  /// @param online the online store's file for this set version; absent when the set is offline
  ///   only
  /// @param files the source's files (for a recorded source: the recording's closed segments), in
  ///   order of path
  /// @param until rows available later than this are not read; absent: all rows
  record Ingest(
      FeatureSet set,
      Digest version,
      Path offline,
      Optional<Path> online,
      List<Path> files,
      Optional<Instant> until)
      implements Job {
    public Ingest {
      files = List.copyOf(files);
    }
  }

  /// Joins a vector as of each example's time, trains, and keeps the model's bytes and the training
  /// statistics.
  ///
  /// @param sets offline folder and snapshot of every feature set that the vector selects, by name
  /// @param artifacts folder of the content-addressed artifact store
  record Train(
      Model model,
      FeatureVector vector,
      SortedMap<Name, SetAt> sets,
      Function function,
      FunctionCode code,
      Path artifacts)
      implements Job {}

  /// Scores a candidate, and the model in service if there is one, on the held-out examples.
  ///
  /// @param outputs the training's scalar outputs, which gates may name
  record Judge(
      Model model,
      FeatureVector vector,
      SortedMap<Name, SetAt> sets,
      SortedMap<String, String> outputs,
      ModelFiles candidate,
      Optional<LiveModel> live)
      implements Job {}

  /// Runs any function by hand: parameters in canonical text; each input is a vector or a set.
  record Run(
      Function function,
      FunctionCode code,
      SortedMap<String, String> parameters,
      SortedMap<String, DatasetOf> inputs,
      Path artifacts)
      implements Job {}

  /// Judges windows of what a graph saw and said against a baseline.
  ///
  /// @param recordings folder with the graph's recorded segments
  /// @param state folder of the monitor's mergeable state; kept between runs
  /// @param now the data's present: windows that ended before it are closed
  /// @param flush whether the pane that the present is in is closed too
  /// @param look names this look: the same look again finds the same
  record Watch(
      Monitor monitor,
      Path recordings,
      Path baseline,
      Path state,
      Instant now,
      boolean flush,
      String look)
      implements Job {}

  /// One feature set version at one snapshot.
  record SetAt(FeatureSet set, Path offline, Digest snapshot) {}

  /// A function's own classes and dependencies, loaded apart from the runtime's.
  record FunctionCode(List<Path> classpath) {
    public FunctionCode {
      classpath = List.copyOf(classpath);
    }
  }

  /// A trained model on disk.
  ///
  /// @param baseline the training statistics, see [Statistics]
  record ModelFiles(Path model, Path baseline) {}

  /// The model in service, with what it takes: another version of the vector, it may be.
  record LiveModel(FeatureVector vector, SortedMap<Name, SetAt> sets, ModelFiles files) {}

  /// An input for a run by hand: all rows of a set, or a vector's joined examples.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = SetRows.class, name = "set"),
    @JsonSubTypes.Type(value = VectorRows.class, name = "vector"),
  })
  sealed interface DatasetOf {}

  record SetRows(SetAt set) implements DatasetOf {}

  record VectorRows(FeatureVector vector, SortedMap<Name, SetAt> sets) implements DatasetOf {}
}
