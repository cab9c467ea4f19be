package dev.millwright.builder;

import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/// Makes a function's source folder into classes, with the libraries that they need. Safe for
/// several threads.
final class FunctionMaker {
  private final DependencyResolver resolver;
  private final Distribution distribution;
  private final SourceCompiler compiler = new SourceCompiler();
  private final ReentrantLock resolving = new ReentrantLock();

  /// @param maven the user's Maven folder
  FunctionMaker(Path maven, Distribution distribution) {
    this.resolver = new DependencyResolver(maven, MavenLibraries.Lookout.KNOWN);
    this.distribution = distribution;
  }

  /// @param own a folder for this build alone
  /// @throws DependencyFailure when a library cannot be had
  Checked<FunctionCode> make(ImageSpec spec, SortedMap<String, byte[]> sources, Path own)
      throws IOException {
    Path classes = own.resolve("classes");
    if (spec.source().isEmpty()) {
      return new Checked.Ok<>(new FunctionCode(libraries(spec), classes), List.of());
    }
    String folder = spec.source().get().path();
    Optional<MavenFolder> project = MavenFolder.of(sources);
    if (project.isPresent()) {
      return ofProject(spec, folder, project.get(), own);
    }
    return compiled(folder, sources, libraries(spec), classes);
  }

  private Checked<FunctionCode> ofProject(
      ImageSpec spec, String folder, MavenFolder project, Path own) throws IOException {
    String java = folder + "/" + MavenFolder.JAVA;
    Path classes = own.resolve("classes");
    // What the lock pins was resolved by this POM.
    if (spec.libraries().isPresent()) {
      return compiled(java, project.files(), libraries(spec), classes);
    }
    try {
      OnePom pom = OnePom.write(project.pom(), own.resolve(MavenFolder.POM));
      return compiled(java, project.files(), libraries(pom, spec), classes);
    } catch (XmlPullParserException e) {
      Span place = Span.startOf(folder + "/" + MavenFolder.POM);
      return new Checked.Rejected<>(
          List.of(Diagnostic.error(Rule.SOURCE_COMPILATION, place, OnePom.none(e))));
    }
  }

  private Checked<FunctionCode> compiled(
      String folder, SortedMap<String, byte[]> files, List<Library> libraries, Path classes)
      throws IOException {
    List<Path> classPath = new ArrayList<>(distribution.sdk());
    libraries.forEach(library -> classPath.add(library.jar()));
    return Checked.of(
        compiler.compile(folder, files, classPath, classes),
        () -> new FunctionCode(libraries, classes));
  }

  /// One at a time: two sessions would write the same files of the local repository.
  private List<Library> libraries(ImageSpec spec) {
    resolving.lock();
    try {
      return spec.libraries().isPresent()
          ? resolver.pinned(spec.libraries().get())
          : resolver.resolve(spec.dependencies());
    } finally {
      resolving.unlock();
    }
  }

  private List<Library> libraries(OnePom project, ImageSpec spec) {
    resolving.lock();
    try {
      return resolver.resolve(project, spec.dependencies());
    } finally {
      resolving.unlock();
    }
  }
}
