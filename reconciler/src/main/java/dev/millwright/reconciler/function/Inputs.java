package dev.millwright.reconciler.function;

import dev.millwright.reconciler.engine.DataSteps;
import dev.millwright.reconciler.engine.StepFailure;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Job.DatasetOf;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import java.util.SortedMap;
import java.util.TreeMap;

/// The data that a caller gives to a function, each at its newest snapshot in the live release.
record Inputs(DataSteps data, Release live, Function function) {
  /// What each input reads.
  ///
  /// @throws Refusal when one is not known, missing, or cannot be read yet
  SortedMap<String, DatasetOf> resolve(SortedMap<String, Address> given) throws Refusal {
    SortedMap<String, DatasetOf> resolved = new TreeMap<>();
    for (var input : given.entrySet()) {
      if (!function.inputs().containsKey(input.getKey())) {
        throw unknown(input.getKey());
      }
      resolved.put(input.getKey(), dataset(input.getValue()));
    }
    for (String input : function.inputs().keySet()) {
      if (!given.containsKey(input)) {
        throw new Refusal(
            "%s needs the input %s".formatted(function.metadata().name(), input),
            "-i %s=FeatureVector/…, or FeatureSet/…".formatted(input));
      }
    }
    return resolved;
  }

  /// The snapshots that are read, by input and feature set.
  static SortedMap<String, Digest> snapshots(SortedMap<String, DatasetOf> inputs) {
    SortedMap<String, Digest> snapshots = new TreeMap<>();
    inputs.forEach(
        (input, dataset) -> {
          switch (dataset) {
            case Job.SetRows(var set) ->
                snapshots.put(input + "/" + set.set().metadata().name(), set.snapshot());
            case Job.VectorRows(var _, var sets) ->
                sets.forEach((name, set) -> snapshots.put(input + "/" + name, set.snapshot()));
          }
        });
    return snapshots;
  }

  private DatasetOf dataset(Address address) throws Refusal {
    if (address.kind() != Kind.FEATURE_SET && address.kind() != Kind.FEATURE_VECTOR) {
      throw new Refusal(address + " is no data", "give a FeatureSet or a FeatureVector");
    }
    if (!live.components().containsKey(address)) {
      throw new Refusal(
          "nothing live is " + address,
          Nearest.hint(address.name().text(), names(address.kind())).orElse(""));
    }
    try {
      return address.kind() == Kind.FEATURE_SET
          ? new Job.SetRows(data.set(live, address.name()))
          : vector((FeatureVector) live.at(address).definition());
    } catch (StepFailure notIngested) {
      throw new Refusal(String.valueOf(notIngested.getMessage()), "");
    }
  }

  private DatasetOf vector(FeatureVector vector) throws Refusal, StepFailure {
    Name name = vector.metadata().name();
    if (vector.label().isEmpty()) {
      throw new Refusal(
          name + " has no label, so it has no examples", "add `label: set.feature` to the vector");
    }
    return new Job.VectorRows(vector, data.sets(live, vector));
  }

  private Refusal unknown(String input) {
    return new Refusal(
        "%s has no input %s".formatted(function.metadata().name(), input),
        Nearest.hint(input, function.inputs().keySet())
            .orElse("it has " + String.join(", ", function.inputs().keySet())));
  }

  private java.util.List<String> names(Kind kind) {
    return live.of(kind).stream().map(component -> component.address().name().text()).toList();
  }
}
