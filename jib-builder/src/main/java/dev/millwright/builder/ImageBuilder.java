package dev.millwright.builder;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;

/// Builds images by key, one at a time. Killed at any moment it leaves nothing that the next build
/// takes for whole.
public final class ImageBuilder {
  private final BuilderFolders folders;
  private final Path work;
  private final OciLayout layout;
  private final LayerFolders layers;
  private final SourceCompiler compiler = new SourceCompiler();
  private final ReentrantLock lock = new ReentrantLock();

  public ImageBuilder(BuilderFolders folders) {
    this.folders = folders;
    this.work = folders.images().resolve("work");
    this.layout = new OciLayout(folders.images(), work);
    this.layers = new LayerFolders(folders.layers(), work);
  }

  /// The image of a spec: the one that is there, or one built now.
  ///
  /// @param sources the source folder's files, by path within it
  /// @return rejected with every error when the source does not compile
  /// @throws DependencyFailure when a library cannot be had
  /// @throws IOException when the disk fails
  public Checked<BuiltImage> build(ImageSpec spec, SortedMap<String, byte[]> sources)
      throws IOException {
    Files.createDirectories(work);
    lock.lock();
    try (var channel = FileChannel.open(folders.images().resolve("lock"), CREATE, WRITE);
        var _ = channel.lock()) {
      Optional<StoredImage> stored = layout.find(spec.key());
      if (stored.isPresent()) {
        return ok(stored.get(), true, "the image of this source and these libraries is there");
      }
      empty(work);
      return assemble(spec, sources);
    } finally {
      lock.unlock();
    }
  }

  private Checked<BuiltImage> assemble(ImageSpec spec, SortedMap<String, byte[]> sources)
      throws IOException {
    List<Library> libraries = libraries(spec);
    Path classes = work.resolve("classes");
    if (spec.source().isPresent()) {
      String folder = spec.source().get().path();
      List<Diagnostic> errors = compiler.compile(folder, sources, classPath(libraries), classes);
      if (!errors.isEmpty()) {
        return new Checked.Rejected<>(errors);
      }
    }
    var contents = new ImageContents(distribution().runtime(spec.role()), libraries, classes);
    Path tar = work.resolve("image.tar");
    new JibAssembly(folders.cache()).assemble(title(spec), contents.layers(), tar);
    StoredImage image = layout.add(spec.key(), tar, contents.roles(), contents.libraryNames());
    var built = ok(image, false, "no image of this source and these libraries was there");
    empty(work);
    return built;
  }

  private List<Library> libraries(ImageSpec spec) {
    var resolver = new DependencyResolver(folders.maven(), MavenLibraries.Lookout.KNOWN);
    return spec.libraries().isPresent()
        ? resolver.pinned(spec.libraries().get())
        : resolver.resolve(spec.dependencies());
  }

  private Checked<BuiltImage> ok(StoredImage image, boolean reused, String why) throws IOException {
    Path runtime = folder(image, StoredImage.Role.RUNTIME).orElseThrow().resolve("app/lib");
    List<Path> classPath = new ArrayList<>();
    folder(image, StoredImage.Role.CLASSES)
        .ifPresent(folder -> classPath.add(folder.resolve("app/function/classes")));
    folder(image, StoredImage.Role.LIBRARIES)
        .map(folder -> folder.resolve("app/function/lib"))
        .ifPresent(lib -> image.libraries().forEach(name -> classPath.add(lib.resolve(name))));
    return new Checked.Ok<>(
        new BuiltImage(image.manifest(), runtime, classPath, reused, why), List.of());
  }

  private Optional<Path> folder(StoredImage image, StoredImage.Role role) throws IOException {
    Optional<StoredImage.Layer> layer = image.layer(role);
    return layer.isEmpty()
        ? Optional.empty()
        : Optional.of(layers.folder(layer.get().diffId(), layout.blob(layer.get().digest())));
  }

  private List<Path> classPath(List<Library> libraries) throws IOException {
    List<Path> classPath = new ArrayList<>(distribution().sdk());
    libraries.forEach(library -> classPath.add(library.jar()));
    return classPath;
  }

  private Distribution distribution() {
    return new Distribution(folders.distribution().resolve("lib"));
  }

  private static String title(ImageSpec spec) {
    return spec.source().map(ImageSpec.Source::path).orElse("runtime");
  }

  /// Only what an earlier build left half done stands there: the lock is held.
  private static void empty(Path folder) throws IOException {
    try (var found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
  }
}
