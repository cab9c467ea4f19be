package dev.millwright.builder;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import java.util.Collection;
import java.util.List;

/// What was compiled before it was committed: nobody can read it, so it does not run.
///
/// @param ending of such a file
record CompiledFiles(String ending) {
  /// @param folder where the files are in the project
  List<Diagnostic> among(String folder, Collection<String> files) {
    return files.stream()
        .filter(path -> path.endsWith(ending))
        .map(
            path ->
                Diagnostic.error(
                        Rule.SOURCE_COMPILATION,
                        Span.startOf(folder + "/" + path),
                        "`" + path + "` is compiled already")
                    .hint("commit its source instead, or name it in .millwrightignore"))
        .toList();
  }
}
