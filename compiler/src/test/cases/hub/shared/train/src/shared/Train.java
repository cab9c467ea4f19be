package shared;

/// Trains.
public final class Train {}
