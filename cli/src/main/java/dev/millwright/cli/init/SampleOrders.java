package dev.millwright.cli.init;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// Made-up coffee orders with something to learn: a shop that was slow an hour ago is still slow,
/// and large orders take longer. The same text on every machine.
final class SampleOrders {
  private static final Instant START = Instant.parse("2026-01-01T06:00:00Z");
  private static final List<String> SHOPS = List.of("harbour", "station", "market", "campus");
  private static final int ORDERS = 6_000;
  private static final long SEED = 20_260_101;

  private final Random random = new Random(SEED);
  private final double[] pressure = new double[SHOPS.size()];

  /// The orders as CSV with a header: `ordered,shop,items,wait`; `wait` is minutes until the order
  /// was handed out.
  String csv() {
    StringBuilder text = new StringBuilder("ordered,shop,items,wait\n");
    Instant at = START;
    for (int order = 0; order < ORDERS; order++) {
      at = at.plus(Duration.ofMinutes(5 + random.nextInt(20)));
      text.append(line(at, random.nextInt(SHOPS.size())));
    }
    return text.toString();
  }

  private String line(Instant at, int shop) {
    pressure[shop] = 0.9 * pressure[shop] + random.nextGaussian();
    int items = 1 + random.nextInt(6);
    long wait =
        Math.max(
            1, Math.round(6 + 1.5 * pressure[shop] + 0.8 * items + 1.5 * random.nextGaussian()));
    return at + "," + SHOPS.get(shop) + "," + items + "," + wait + "\n";
  }
}
