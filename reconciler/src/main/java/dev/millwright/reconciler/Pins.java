package dev.millwright.reconciler;

import dev.millwright.reconciler.engine.World;
import dev.millwright.reconciler.watch.Mirror;
import dev.millwright.spec.Digest;
import java.io.IOException;
import java.util.Optional;

/// Keeps the commits that the live release and the last good one were read from.
record Pins(World world, Mirror mirror) {
  private static final System.Logger LOG = System.getLogger(Pins.class.getName());

  /// Has the pins follow what a rollout led to.
  void move(String rollout) {
    try {
      pin("live", world.tracking().pointers().live());
      pin("last-good", world.tracking().pointers().lastGood());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "commits could not be pinned after " + rollout, e);
    }
  }

  private void pin(String name, Optional<Digest> release) throws IOException {
    if (release.isPresent()) {
      mirror.pin(name, world.tracking().releases().newestRevisionOf(release.get()));
    }
  }
}
