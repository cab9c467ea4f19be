/// Plays history through the public interfaces: requests in their order, then the clock moves on.
/// Start at [Replay].
@NullMarked
package dev.millwright.cli.replay;

import org.jspecify.annotations.NullMarked;
