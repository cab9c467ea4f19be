package dev.millwright.cli.build;

import dev.millwright.cli.output.Console;

/// How far the images are: a bar where somebody watches, elsewhere a line for each that is built.
public final class BuildProgress {
  private static final int WIDTH = 24;

  private final Console console;
  private final int all;
  private int done;

  /// @param all how many images there are
  public BuildProgress(Console console, int all) {
    this.console = console;
    this.all = all;
  }

  /// An image was not there and is being built.
  public synchronized void builds(String name) {
    if (console.interactive()) {
      bar("building " + Console.literal(name));
    } else {
      console.say("building " + Console.literal(name));
    }
  }

  /// An image is there, or has failed.
  public synchronized void ends(String name) {
    done++;
    bar(Console.literal(name));
  }

  /// Clears the bar.
  public synchronized void close() {
    console.endProgress();
  }

  private void bar(String words) {
    int filled = all == 0 ? WIDTH : WIDTH * done / all;
    console.progress(
        "[%s%s] %d/%d %s"
            .formatted("=".repeat(filled), " ".repeat(WIDTH - filled), done, all, words));
  }
}
