package dev.millwright.serving.graph;

import dev.millwright.serving.request.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks a vector's features up as of the request's time, and derives what depends on the request.
///
/// @param asOf the slot of the request's time; absent (−1): the time of arrival
@SuppressWarnings("ArrayRecordComponent") // wiring, never compared
record EnrichStep(String name, int asOf, Source[] sources, Derivation[] derivations)
    implements BoundStep {
  static final int ON_ARRIVAL = -1;

  /// One set's lookup.
  ///
  /// @param entities the slots of the key's values in the request
  /// @param firstSlot where the set's values go
  /// @param maxAge what the vector says, beside the set's own
  /// @param required whether an entity that is not found ends the request
  @SuppressWarnings("ArrayRecordComponent")
  record Source(
      FeatureLookup store,
      int[] entities,
      String key,
      int features,
      int firstSlot,
      int lookup,
      boolean required,
      Optional<Duration> maxAge) {}

  record Derivation(Computation computation, int slot) {}

  @Override
  public @Nullable Outcome run(Passage passage) {
    Instant time = asOf == ON_ARRIVAL ? passage.arrived : (Instant) passage.row[asOf];
    passage.asOf(time);
    for (Derivation derivation : derivations) {
      passage.row[derivation.slot()] = derivation.computation().over(passage.row);
    }
    for (Source source : sources) {
      Features found = look(source, passage.row, time);
      passage.found[source.lookup()] = found;
      if (source.required() && !found.isFound()) {
        return unknown(source);
      }
      int first = source.firstSlot();
      System.arraycopy(found.values(), 0, passage.row, first, source.features());
      Arrays.fill(passage.filled, first, first + source.features(), false);
    }
    return null;
  }

  private static Features look(Source source, @Nullable Object[] row, @Nullable Instant time) {
    int[] slots = source.entities();
    Object[] key = new Object[slots.length];
    for (int i = 0; i < slots.length; i++) {
      Object value = row[slots[i]];
      if (value == null) {
        return Features.none(source.features());
      }
      key[i] = value;
    }
    return time == null
        ? Features.none(source.features())
        : source.store().read(Arrays.asList(key), time, source.maxAge());
  }

  private Outcome unknown(Source source) {
    String message = "nothing is known of this " + source.key() + " at that time";
    return new Outcome.Refused(
        name, List.of(new Violation(source.key(), Violation.Code.UNKNOWN_ENTITY, message)));
  }
}
