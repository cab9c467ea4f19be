package dev.millwright.offline.watch;

/// Some of many.
///
/// @param count at most `of`
record Share(long count, long of) {
  private static final double WORTH_A_WORD = 0.01;
  private static final double DEVIATIONS = 3;

  /// Between 0 and 1; none of none is 0.
  double value() {
    return of == 0 ? 0 : (double) count / of;
  }

  /// Whether it is above an earlier one by more than chance makes and more than is worth a word: by
  /// more than 0.01, and more than three standard errors of the difference of two proportions, `√(r
  /// (1 − r) (1/n + 1/m))` with r the share of both together.
  boolean hasRisenFrom(Share before) {
    if (of == 0 || before.of == 0) {
      return false;
    }
    double together = (double) (count + before.count) / (of + before.of);
    double error = Math.sqrt(together * (1 - together) * (1.0 / of + 1.0 / before.of));
    double risen = value() - before.value();
    return risen > WORTH_A_WORD && risen > DEVIATIONS * error;
  }
}
