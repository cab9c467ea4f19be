package dev.millwright.cli.command;

import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.lock.LockUse;
import picocli.CommandLine.Option;

/// Whether a command refuses what the lock does not pin.
final class LockOption {
  @Option(
      names = "--locked",
      description = "Refuse a project with anything that millwright.lock does not pin.")
  private boolean locked;

  Compiler compiler() {
    return new Compiler(locked ? LockUse.REQUIRED : LockUse.KNOWN);
  }
}
