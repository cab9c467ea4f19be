package dev.millwright.cli.command;

import dev.millwright.cli.project.Hubs;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.lock.LockUse;
import picocli.CommandLine.Option;

/// Whether a command refuses what the lock does not pin.
final class LockOption {
  @Option(
      names = "--locked",
      description = "Refuse a project with anything that millwright.lock does not pin.")
  private boolean locked;

  private final Compiler known = Hubs.compiler(LockUse.KNOWN);

  /// For what is asked for.
  Compiler compiler() {
    return locked ? Hubs.compiler(LockUse.REQUIRED) : known;
  }

  /// For what is compared with it.
  Compiler before() {
    return known;
  }
}
