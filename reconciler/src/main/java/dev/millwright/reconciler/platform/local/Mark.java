package dev.millwright.reconciler.platform.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A process's command line names the folder that it belongs to. So a process is found also when
/// the daemon died after it had started it and before it had written down which one it is.
final class Mark {
  private static final String PROPERTY = "-Dmillwright.folder=";

  private Mark() {}

  /// Stands early in the command line: systems cut long ones.
  static String of(Path folder) {
    return PROPERTY + folder;
  }

  static boolean isOn(ProcessHandle process, Path folder) {
    return isOn(process, of(folder)::equals);
  }

  /// The living processes of a folder.
  static List<ProcessHandle> in(Path folder) {
    return living(of(folder)::equals);
  }

  /// The living processes of every folder below a root.
  static List<ProcessHandle> below(Path root) {
    return living(argument -> argument.startsWith(PROPERTY + root + "/"));
  }

  private static List<ProcessHandle> living(Predicate<String> mark) {
    return ProcessHandle.allProcesses()
        .filter(process -> isOn(process, mark))
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  private static boolean isOn(ProcessHandle process, Predicate<String> mark) {
    Optional<String[]> arguments = process.info().arguments();
    return arguments.isPresent() && Stream.of(arguments.get()).anyMatch(mark);
  }
}
