package dev.millwright.runtime.online;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millwright.runtime.feature.EntityRows;
import dev.millwright.spec.Digest;
import java.util.Optional;

/// Rows of keys that were read a moment ago, of one snapshot: a key that is asked for again costs
/// no decoding. Safe for many threads; the rows are not added to any more.
record RecentRows(Optional<Digest> snapshot, Cache<Key, EntityRows> rows) {
  private static final long MOST_ROWS = 300_000;

  /// @param entity see [EntityKey]; @param first and last: the days whose chunks were read
  record Key(String entity, long first, long last) {}

  static RecentRows of(Optional<Digest> snapshot) {
    return new RecentRows(
        snapshot,
        Caffeine.newBuilder()
            .maximumWeight(MOST_ROWS)
            .weigher((Key _, EntityRows rows) -> 1 + rows.size())
            .build());
  }
}
