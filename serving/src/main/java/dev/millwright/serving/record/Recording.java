package dev.millwright.serving.record;

import dev.millwright.serving.graph.Passage;

/// One request's record.
///
/// @param status the HTTP status of the answer
/// @param nanos how long the answer took
public record Recording(String requestId, Passage passage, int status, long nanos) {}
