package dev.millwright.reconciler.rollout.explore;

/// Everything that may differ, in two words. [Words] says which bits mean what.
///
/// @param kept what is durable: the rollout's record and what is kept along with it
/// @param world what runs, and what the leader has in hand
record State(long kept, long world) {
  State kept(long next) {
    return new State(next, world);
  }

  State world(long next) {
    return new State(kept, next);
  }

  State world(Field field, int value) {
    return new State(kept, field.set(world, value));
  }

  State world(Field field, boolean value) {
    return new State(kept, field.set(world, value));
  }
}
