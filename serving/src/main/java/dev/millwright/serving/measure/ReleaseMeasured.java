package dev.millwright.serving.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millwright.spec.Name;
import java.util.SortedMap;

/// A release's answers so far, over all graphs and by graph.
public record ReleaseMeasured(
    long requests,
    long errors,
    @JsonProperty("p50_ms") double p50Ms,
    @JsonProperty("p99_ms") double p99Ms,
    SortedMap<Name, Measured> byGraph) {
  static ReleaseMeasured of(Measured all, SortedMap<Name, Measured> byGraph) {
    return new ReleaseMeasured(all.requests(), all.errors(), all.p50Ms(), all.p99Ms(), byGraph);
  }
}
