package dev.millwright.reconciler.rollout.explore;

import java.util.Arrays;

/// States in the order in which they were first seen, each with the one that it was seen from.
/// Three numbers a state and a third of a hash table's slot: tens of millions fit in a gigabyte.
final class Seen {
  private static final int FREE = -1;

  private long[] kept = new long[1 << 10];
  private long[] world = new long[1 << 10];
  private int[] parent = new int[1 << 10];
  private int[] slots = filled(1 << 11);
  private int size;

  int size() {
    return size;
  }

  State state(int number) {
    return new State(kept[number], world[number]);
  }

  int parent(int number) {
    return parent[number];
  }

  /// Whether it was not seen before.
  boolean add(State state, int from) {
    int slot = slot(state.kept(), state.world());
    if (slots[slot] != FREE) {
      return false;
    }
    if (size == kept.length) {
      grow();
    }
    kept[size] = state.kept();
    world[size] = state.world();
    parent[size] = from;
    slots[slot] = size++;
    if (size * 10L > slots.length * 7L) {
      rehash();
    }
    return true;
  }

  boolean has(State state) {
    return slots[slot(state.kept(), state.world())] != FREE;
  }

  private int slot(long first, long second) {
    int mask = slots.length - 1;
    int slot = mixed(first, second) & mask;
    while (slots[slot] != FREE && (kept[slots[slot]] != first || world[slots[slot]] != second)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private static int mixed(long first, long second) {
    long hash = (first * 0x9E3779B97F4A7C15L ^ Long.rotateLeft(second, 32)) * 0xC2B2AE3D27D4EB4FL;
    hash = (hash ^ hash >>> 29 ^ second) * 0x165667B19E3779F9L;
    return (int) (hash >>> 32);
  }

  private void grow() {
    int length = size + (size >> 1);
    kept = Arrays.copyOf(kept, length);
    world = Arrays.copyOf(world, length);
    parent = Arrays.copyOf(parent, length);
  }

  private void rehash() {
    slots = filled(slots.length * 2);
    for (int i = 0; i < size; i++) {
      slots[slot(kept[i], world[i])] = i;
    }
  }

  private static int[] filled(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, FREE);
    return slots;
  }
}
