package dev.millwright.reconciler.platform.kubernetes.source;

/// Tells whoever wrote a Source what becomes of it.
public interface Served {
  /// It is looked after from now on.
  ///
  /// @return whether that was taken; else it is told again
  boolean yes(SourceOrder order);

  /// It is not.
  ///
  /// @return whether that was taken; else it is told again
  boolean no(SourceOrder order, Refused why);
}
