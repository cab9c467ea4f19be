package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Function;
import java.util.List;

/// The source that a function names must be part of the commit, and its handler part of the source.
final class CodeCheck {
  private final Checks checks;

  CodeCheck(Checks checks) {
    this.checks = checks;
  }

  void check(Declared<Function> declared) {
    Function function = declared.resource();
    function.source().ifPresent(folder -> source(folder, declared));
  }

  private void source(String folder, Declared<Function> declared) {
    Place place = declared.spec("source");
    Language language = Language.of(declared.resource().runtime());
    List<String> code =
        checks.tree.below(folder).stream()
            .filter(path -> path.endsWith(language.ending()))
            .toList();
    if (folder.startsWith("/") || folder.contains("..")) {
      checks.findings.add(
          place
              .error(Rule.UNSAFE_PATH, "`" + folder + "` leaves the project")
              .hint("name a folder of the project"));
    } else if (code.isEmpty() && !checks.tree.refuses(folder)) {
      String message = "the folder `" + folder + "` holds no " + language.word() + " source";
      checks.findings.add(
          place.error(Rule.SOURCE_MISSING, message).hint(folders(folder, language)));
    } else if (!code.isEmpty()) {
      String handler = declared.resource().handler().orElse("");
      handler(handler, folder, language, code, declared.spec("handler"));
    }
  }

  private String folders(String missing, Language language) {
    List<String> folders =
        checks.tree.paths().stream()
            .filter(path -> path.endsWith(language.ending()) && path.contains("/"))
            .map(path -> path.substring(0, path.lastIndexOf('/')))
            .distinct()
            .toList();
    String listed = "there is " + language.word() + " source in: " + String.join(", ", folders);
    return Nearest.hint(missing, folders)
        .orElse(folders.isEmpty() ? "put the handler's " + language.unit() + " below it" : listed);
  }

  private void handler(
      String handler, String folder, Language language, List<String> code, Place place) {
    String unit = handler.substring(0, Math.max(0, handler.indexOf(':')));
    boolean isThere = code.stream().anyMatch(path -> language.holds(path, folder, unit));
    if (!isThere && !checks.tree.refuses(folder)) {
      List<String> units = code.stream().map(path -> language.unit(path, folder)).sorted().toList();
      String message = "`" + folder + "` has no " + language.unit() + " `" + unit + "`";
      String listed = "there are: " + String.join(", ", units);
      checks.findings.add(
          place.error(Rule.SOURCE_MISSING, message).hint(Nearest.hint(unit, units).orElse(listed)));
    }
  }

  /// How a language's files are called.
  ///
  /// @param unit what a handler's first part names
  private record Language(String word, String ending, String unit) {
    static Language of(Function.Language runtime) {
      return switch (runtime) {
        case PYTHON -> new Language("Python", ".py", "module");
        case JAVA, CONTAINER -> new Language("Java", ".java", "class");
      };
    }

    boolean isJava() {
      return ending.equals(".java");
    }

    /// Whether a file is where a class or module has to be. Classes may stand below any folder.
    boolean holds(String path, String folder, String name) {
      return isJava()
          ? ("/" + path).endsWith("/" + name.replaceFirst("\\$.*", "").replace('.', '/') + ending)
          : unit(path, folder).equals(name);
    }

    String unit(String path, String folder) {
      String below = path.substring(folder.length() + 1, path.length() - ending.length());
      return below.replaceFirst(isJava() ? "^src/main/java/" : "/__init__$", "").replace('/', '.');
    }
  }
}
