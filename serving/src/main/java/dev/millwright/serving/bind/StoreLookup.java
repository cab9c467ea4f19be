package dev.millwright.serving.bind;

import dev.millwright.runtime.feature.FeatureValue;
import dev.millwright.runtime.feature.Status;
import dev.millwright.runtime.online.OnlineStore;
import dev.millwright.serving.graph.FeatureLookup;
import dev.millwright.serving.graph.Features;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks features up in an online store.
record StoreLookup(OnlineStore store) implements FeatureLookup {
  @Override
  public Features read(List<Object> entity, Instant asOf, Optional<Duration> maxAge) {
    OnlineStore.Reading reading = store.read(List.copyOf(entity), asOf, maxAge);
    List<FeatureValue> values = reading.values();
    @Nullable Object[] found = new @Nullable Object[values.size()];
    Status[] statuses = new Status[values.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = values.get(i).value();
      statuses[i] = values.get(i).status();
    }
    return new Features(found, statuses, reading.snapshot().orElse(null));
  }
}
