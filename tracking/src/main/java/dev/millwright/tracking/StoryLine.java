package dev.millwright.tracking;

import java.time.Instant;
import java.util.Optional;

/// One sentence of what happened, for people.
///
/// @param number rises with time, never used twice
/// @param kind what it is about: `revision`, `suspended`, `rollout`, `step`, `run`, `platform`,
///   `clock`, `monitor`
/// @param subject the id or address it is about, if one
public record StoryLine(
    long number, Instant at, String kind, Optional<String> subject, String sentence) {}
