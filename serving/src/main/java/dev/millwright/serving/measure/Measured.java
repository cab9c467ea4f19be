package dev.millwright.serving.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millwright.spec.distribution.Distribution;
import java.util.SortedMap;

/// Answers so far.
///
/// @param errors answers of status 500 and above
/// @param p50Ms median latency in milliseconds; 0 without requests
/// @param latency how long each took, in milliseconds
/// @param answers what was said, by field
public record Measured(
    long requests,
    long errors,
    @JsonProperty("p50_ms") double p50Ms,
    @JsonProperty("p99_ms") double p99Ms,
    Distribution latency,
    SortedMap<String, Distribution> answers) {}
