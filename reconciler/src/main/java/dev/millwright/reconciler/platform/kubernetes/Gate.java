package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.reconciler.platform.PlatformFailure;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// A project's way to write to the cluster, for as long as it is looked after: what hangs at its
/// end and wakes up later writes nothing beside its successor.
public final class Gate implements Fence {
  private final Fence turn;
  private final BooleanSupplier isTurn;
  private final AtomicBoolean isShut = new AtomicBoolean();

  /// @param turn of the process
  public Gate(Leadership turn) {
    this(turn, turn::isMine);
  }

  Gate(Fence turn, BooleanSupplier isTurn) {
    this.turn = turn;
    this.isTurn = isTurn;
  }

  @Override
  public void pass() throws PlatformFailure {
    if (isShut.get()) {
      throw new PlatformFailure("this project is looked after no more");
    }
    turn.pass();
  }

  /// Whether the project may write now.
  public boolean isOpen() {
    return !isShut.get() && isTurn.getAsBoolean();
  }

  /// For good.
  public void shut() {
    isShut.set(true);
  }
}
