package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.spec.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// Compiles one function's source folder, in this process. Annotation processors do not run: what
/// comes out depends on the source and the libraries alone.
final class SourceCompiler {
  private static final List<String> OPTIONS =
      List.of(
          "--release",
          "25",
          "-parameters",
          "-g",
          "-proc:none",
          "-nowarn",
          "-implicit:none",
          "-Xmaxerrs",
          "1000",
          "--should-stop=ifError=FLOW");

  private static final CompiledFiles COMPILED = new CompiledFiles(".class");

  private final JavaCompiler javac;

  SourceCompiler() {
    this.javac = ToolProvider.getSystemJavaCompiler();
  }

  /// Writes classes and resources into a folder; answers every error, or nothing when it compiles.
  ///
  /// @param folder the source folder's path in the project
  List<Diagnostic> compile(
      String folder, SortedMap<String, byte[]> files, List<Path> classPath, Path classes)
      throws IOException {
    List<Diagnostic> compiled = COMPILED.among(folder, files.keySet());
    if (!compiled.isEmpty()) {
      return compiled;
    }
    FilledFolder filled = new FilledFolder(classes);
    List<SourceText> units = new ArrayList<>();
    for (var file : files.entrySet()) {
      if (file.getKey().endsWith(".java")) {
        Path _ = filled.path(file.getKey());
        units.add(new SourceText(file.getKey(), new String(file.getValue(), UTF_8)));
      } else {
        filled.write(file.getKey(), file.getValue());
      }
    }
    Files.createDirectories(classes);
    return units.isEmpty() ? List.of() : compile(folder, units, classPath, classes);
  }

  private List<Diagnostic> compile(
      String folder, List<SourceText> units, List<Path> classPath, Path classes)
      throws IOException {
    if (javac == null) {
      throw new IOException("this Java has no compiler: run Millwright with a JDK, not a JRE");
    }
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(found, Locale.ENGLISH, UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      boolean compiled = javac.getTask(null, files, found, OPTIONS, null, units).call();
      return compiled ? List.of() : CompilerFindings.of(folder, found.getDiagnostics());
    }
  }
}
