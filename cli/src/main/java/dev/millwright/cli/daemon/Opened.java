package dev.millwright.cli.daemon;

import java.util.ArrayDeque;
import java.util.Deque;

/// What was opened one after the other, to be closed the other way round. What does not close keeps
/// nothing else from it.
final class Opened implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Opened.class.getName());

  private final Deque<AutoCloseable> all = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T opened) {
    all.push(opened);
    return opened;
  }

  @Override
  public void close() {
    while (!all.isEmpty()) {
      try {
        all.pop().close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, "does not close", e);
      }
    }
  }
}
