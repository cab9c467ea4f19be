package dev.millwright.reconciler.engine;

/// Another leader has taken office: whatever this one still has in hand, it has no say any more.
public final class LostLeadership extends RuntimeException {
  private static final long serialVersionUID = 1;

  LostLeadership(long highest, long by) {
    super("leader %d is in office, and this is %d".formatted(highest, by));
  }
}
