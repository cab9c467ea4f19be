package dev.millwright.serving.measure;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Answers so far.
///
/// @param errors answers of status 500 and above
/// @param p50Ms median latency in milliseconds; 0 without requests
public record Measured(
    long requests,
    long errors,
    @JsonProperty("p50_ms") double p50Ms,
    @JsonProperty("p99_ms") double p99Ms) {}
