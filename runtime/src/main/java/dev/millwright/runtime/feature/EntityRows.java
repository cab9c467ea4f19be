package dev.millwright.runtime.feature;

import dev.millwright.runtime.feature.SetLayout.Aggregated;
import dev.millwright.runtime.feature.SetLayout.Plain;
import dev.millwright.runtime.feature.SetLayout.Reading;
import dev.millwright.runtime.feature.SetLayout.Windowed;
import dev.millwright.runtime.window.KnownValues;
import dev.millwright.runtime.window.Tiles;
import dev.millwright.runtime.window.WindowRead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of one key, in row order, and what its features are worth at any time:
///
/// 1. Rows that became known later than that time do not exist.
/// 2. Of those that exist the newest by event time holds; ties go to the later ingest, then to the
///    greater source offset.
/// 3. Only then `maxAge` blanks it: an older row never takes its place.
/// 4. Windows run over what was known, see [WindowRead].
///
/// Not safe for several threads while it grows.
public final class EntityRows {
  private final SetLayout layout;
  private final List<Row> rows = new ArrayList<>();
  private final List<Row> newest = new ArrayList<>();
  private final List<Tiles> tiles = new ArrayList<>();
  private final List<KnownValues> known = new ArrayList<>();

  public EntityRows(SetLayout layout) {
    this.layout = layout;
    for (Aggregated column : layout.aggregated()) {
      tiles.add(new Tiles(column.arithmetic(), column.every()));
      known.add(new KnownValues());
    }
  }

  /// Takes a row, after all that were taken before in [Row#ORDER].
  public void add(Row row) {
    Row best = newest.isEmpty() || row.isNewerThan(newest.getLast()) ? row : newest.getLast();
    rows.add(row);
    newest.add(best);
    for (int i = 0; i < layout.aggregated().size(); i++) {
      Aggregated column = layout.aggregated().get(i);
      Object value = row.values().get(column.column());
      if (value != null) {
        long bits = column.arithmetic().bits(value);
        tiles.get(i).add(row.available(), bits);
        known.get(i).add(row.available(), bits);
      }
    }
  }

  /// Takes a row that only counts as the newest one so far: what came before the rows at hand.
  public void carry(Row row) {
    rows.add(row);
    newest.add(row);
  }

  /// How many rows there are.
  public int size() {
    return rows.size();
  }

  /// The features in the set's order.
  ///
  /// @param at microseconds since the epoch
  public List<FeatureValue> at(long at) {
    return at(at, Optional.empty());
  }

  /// The features in the set's order, for somebody to whom a value may be no older than this, if
  /// the set itself is not stricter.
  public List<FeatureValue> at(long at, Optional<Duration> maxAge) {
    int count = knownBy(at);
    if (count == 0) {
      return all(Status.NOT_FOUND);
    }
    Row best = newest.get(count - 1);
    long age = at - best.timestamp();
    if (isOver(layout.maxAge(), age) || isOver(maxAge.map(SetLayout::micros), age)) {
      return all(Status.EXPIRED);
    }
    return layout.features().stream()
        .map(reading -> FeatureValue.of(value(reading, best, at)))
        .toList();
  }

  private static boolean isOver(Optional<Long> most, long age) {
    return most.isPresent() && age > most.get();
  }

  private @Nullable Object value(Reading reading, Row best, long at) {
    return switch (reading) {
      case Plain(int column) -> best.values().get(column);
      case Windowed(int index, var statistic, long over) -> {
        Aggregated column = layout.aggregated().get(index);
        yield new WindowRead(at, over, column.every())
            .value(
                column.arithmetic(), tiles.get(index), known.get(index), statistic, column.type());
      }
    };
  }

  private List<FeatureValue> all(Status status) {
    return layout.features().stream().map(_ -> FeatureValue.missing(status)).toList();
  }

  private int knownBy(long at) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.get(middle).available() <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
