package dev.millwright.runtime.function;

import dev.millwright.sdk.Dataset;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Loads an author's classes and libraries apart from the runtime's: the two share the JDK and the
/// sdk, and nothing else, so that neither's libraries can break the other's.
final class FunctionLoader extends URLClassLoader {
  private static final String SHARED = Dataset.class.getPackageName() + ".";

  private final ClassLoader runtime;

  private FunctionLoader(URL[] classPath, ClassLoader runtime) {
    super("function", classPath, ClassLoader.getPlatformClassLoader());
    this.runtime = runtime;
  }

  /// @param classPath folders and jars; `folder/*` stands for the folder's jars, in order of name,
  ///   and for nothing where there is no folder
  static FunctionLoader of(List<Path> classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path entry : classPath) {
      for (Path file : files(entry)) {
        urls.add(url(file));
      }
    }
    return new FunctionLoader(urls.toArray(URL[]::new), FunctionLoader.class.getClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    return name.startsWith(SHARED) ? runtime.loadClass(name) : super.findClass(name);
  }

  private static List<Path> files(Path entry) throws IOException {
    if (!entry.endsWith("*")) {
      return List.of(entry);
    }
    Path folder = entry.resolveSibling(".").normalize();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static URL url(Path entry) throws MalformedURLException {
    return entry.toUri().toURL();
  }
}
