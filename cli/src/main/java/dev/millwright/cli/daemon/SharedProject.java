package dev.millwright.cli.daemon;

import dev.millwright.reconciler.platform.kubernetes.source.Impersonation;
import dev.millwright.reconciler.platform.kubernetes.source.Refused;
import dev.millwright.reconciler.platform.kubernetes.source.Running;
import java.util.Optional;

/// A project of several that runs.
final class SharedProject implements Running {
  private final Impersonation account;
  private final Opened opened;
  private final Runnable ended;
  private volatile Optional<Throwable> broken = Optional.empty();

  /// @param opened all that it holds
  SharedProject(Impersonation account, Opened opened, Runnable ended) {
    this.account = account;
    this.opened = opened;
    this.ended = ended;
  }

  /// It has ended by itself.
  void broke(Throwable why) {
    broken = Optional.of(why);
    ended.run();
  }

  @Override
  public void check() throws Refused {
    if (broken.isPresent()) {
      Throwable why = broken.get();
      throw new Refused("Failed", "the project's reconciler ended: " + why, why);
    }
    account.checkAgain();
  }

  @Override
  public void close() {
    opened.close();
  }
}
