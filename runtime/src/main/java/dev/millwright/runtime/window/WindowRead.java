package dev.millwright.runtime.window;

import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.resource.FeatureSet.Statistic;
import org.jspecify.annotations.Nullable;

/// One window at one time: all values known in `[floor(at − over, every), at]`.
///
/// Whole tiles are folded first, in order of time; of the tile that holds `at`, only the values
/// known by then, in row order. The same values in the same order give the same bits wherever the
/// window is read.
///
/// @param at microseconds since the epoch
/// @param over the window's length in microseconds
/// @param every the tile's width in microseconds
public record WindowRead(long at, long over, long every) {
  /// The first instant of the window.
  public long from() {
    return floor(at - over);
  }

  /// Where the tile that holds `at` begins.
  public long head() {
    return floor(at);
  }

  /// The window's value.
  ///
  /// @param tiles must hold every tile from [#from] to before [#head]
  /// @param recent must hold every value from [#head] to `at`
  public @Nullable Object value(
      Arithmetic arithmetic, Tiles tiles, KnownValues recent, Statistic statistic, BaseType type) {
    Fold window = new Fold(arithmetic);
    tiles.foldInto(window, from(), head());
    // Within the head tile values are folded together before they join the window, as in any other
    // tile.
    Fold headTile = new Fold(arithmetic);
    recent.foldInto(headTile, head(), at);
    window.merge(headTile);
    return window.value(statistic, type);
  }

  private long floor(long time) {
    return Math.floorDiv(time, every) * every;
  }
}
