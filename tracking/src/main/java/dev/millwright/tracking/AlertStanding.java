package dev.millwright.tracking;

import dev.millwright.spec.Name;
import java.time.Instant;
import java.util.Optional;

/// Where one alert of a monitor stands, over all of its episodes.
///
/// @param phase the state machine's own word
/// @param streak how many windows in a row met the condition
/// @param firedAt the end of the window that fired it last, in event time
/// @param through the end of the last window that was taken into account, in event time
/// @param episode the id of the [AlertRecord] that is not over; absent while it is calm
public record AlertStanding(
    Name monitor,
    String name,
    String phase,
    int streak,
    Optional<Instant> firedAt,
    Optional<Instant> through,
    Optional<String> episode) {}
