package dev.millwright.cli.replay;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import java.time.Instant;
import java.util.Optional;

/// Which stretch of history to play: from a time on, until before another.
///
/// @param from absent: the data's present
/// @param to absent: the end of the source's rows
public record Stretch(Optional<Instant> from, Optional<Instant> to) {
  /// Where it begins.
  ///
  /// @throws CommandFailure when that is over already, or after its end
  Instant begin(Instant present) {
    Instant begin = from.orElse(present);
    if (begin.isBefore(present)) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "the data's present is " + present + " and never moves back to " + begin,
          "begin anew: millwright down --forget, and up");
    }
    if (from.isPresent() && to.filter(end -> !end.isAfter(begin)).isPresent()) {
      throw new CommandFailure(ExitCode.WRONG_INPUT, "--to is a time after --from", "");
    }
    return begin;
  }
}
