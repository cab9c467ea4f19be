package dev.millwright.serving.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millwright.spec.Name;
import java.util.SortedMap;

/// What copies came to so far.
///
/// @param dropped copies that were not sent, since too many were under way
/// @param compared pairs of answers that were both known
/// @param differing those of them that do not say the same
/// @param fields by field of the answer that is a number, how far the two were apart
public record CopiesMeasured(
    long requests,
    long errors,
    @JsonProperty("p50_ms") double p50Ms,
    @JsonProperty("p99_ms") double p99Ms,
    long dropped,
    long compared,
    long differing,
    SortedMap<String, Apart> fields,
    SortedMap<Name, Measured> byGraph) {
  /// @param answers pairs in which both have the field
  /// @param sum of their distances, without signs
  /// @param most the greatest of them
  public record Apart(long answers, double sum, double most) {}

  static CopiesMeasured of(
      Measured all, long dropped, Differences.Sum differences, SortedMap<Name, Measured> byGraph) {
    return new CopiesMeasured(
        all.requests(),
        all.errors(),
        all.p50Ms(),
        all.p99Ms(),
        dropped,
        differences.compared(),
        differences.differing(),
        differences.fields(),
        byGraph);
  }
}
