package dev.millwright.builder;

import dev.millwright.builder.registry.BaseRegistries;
import dev.millwright.builder.registry.ImageBlobs;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// Builds images by key, several at a time. Killed at any moment it leaves nothing that the next
/// build takes for whole.
public final class ImageBuilder {
  private final BuilderFolders folders;
  private final Path work;
  private final FolderLock lock;
  private final OciLayout layout;
  private final LayerFolders layers;
  private final FunctionMaker functions;
  private final PythonMaker pythons;
  private final FileDigests digests;
  private final ImageAssembly assembly;
  private final Bases bases;

  /// @param registries where the bases of images are
  public ImageBuilder(BuilderFolders folders, BaseRegistries registries) {
    this(folders, registries, WheelLogins.none());
  }

  /// @param logins for where wheels are
  public ImageBuilder(BuilderFolders folders, BaseRegistries registries, WheelLogins logins) {
    this.folders = folders;
    this.functions = new FunctionMaker(folders.maven(), distribution(folders));
    this.work = folders.images().resolve("work");
    this.lock = new FolderLock(folders.images().resolve("lock"), work);
    this.layout = new OciLayout(folders.images(), work);
    this.digests = new FileDigests(folders.cache().resolve("digests.json"));
    this.pythons =
        new PythonMaker(new WheelStore(folders.cache().resolve("wheels"), digests, logins));
    this.assembly = new ImageAssembly(layout, folders.cache(), digests);
    this.bases = new Bases(layout, registries, folders.images().resolve("bases"), work);
    this.layers = new LayerFolders(folders.layers(), work);
  }

  /// The image of a spec as folders of this machine: the one that is there, or one built now.
  ///
  /// @param sources the source folder's files, by path within it; asked for when it has to be built
  /// @return rejected with every error when the source cannot be read or does not compile
  /// @throws DependencyFailure when a library cannot be had
  /// @throws RegistryFailure when the base cannot be had, or is none
  /// @throws IOException when the disk fails
  public Checked<BuiltImage> build(ImageSpec spec, Sources sources) throws IOException {
    try (var _ = lock.enter()) {
      return switch (kept(spec, sources)) {
        case Checked.Ok<Kept>(var kept, var _) -> new Checked.Ok<>(unpacked(kept), List.of());
        case Checked.Rejected<Kept>(var errors) -> new Checked.Rejected<>(errors);
      };
    }
  }

  /// The image of a spec in the layout, built now if it is not there.
  ///
  /// @param sources asked for when it has to be built
  Checked<Kept> keep(ImageSpec spec, Sources sources) throws IOException {
    try (var _ = lock.enter()) {
      return kept(spec, sources);
    }
  }

  /// What the image of Millwright itself is made of.
  ///
  /// @param base with its digest
  /// @throws IOException also when the distribution lacks a jar, or does not say what release it is
  public OwnImage own(ImageReference base) throws IOException {
    OwnImage own = OwnImage.of(distribution(folders), digests, base);
    digests.save();
    return own;
  }

  /// The image of a key, if it was built here.
  Optional<StoredImage> known(Digest key) throws IOException {
    return layout.find(key);
  }

  /// An image of the layout as files.
  ImageBlobs blobs(StoredImage image) throws IOException {
    Optional<ImageBlobs.Origin> origin =
        image.base().map(ImageReference::new).map(BaseRegistries::origin);
    Set<ImageBlobs.Blob> content = new LinkedHashSet<>();
    List<String> parts = new ArrayList<>();
    for (StoredImage.Platform platform : image.platforms()) {
      platform.base().forEach(layer -> content.add(blob(layer.digest(), origin)));
      if (!platform.manifest().equals(image.manifest())) {
        parts.add(Files.readString(layout.blob(platform.manifest())));
      }
    }
    image.layers().forEach(layer -> content.add(blob(layer.digest(), Optional.empty())));
    image.platforms().forEach(it -> content.add(blob(it.config(), Optional.empty())));
    String manifest = Files.readString(layout.blob(image.manifest()));
    return new ImageBlobs(manifest, parts, List.copyOf(content));
  }

  private ImageBlobs.Blob blob(Digest digest, Optional<ImageBlobs.Origin> origin) {
    return new ImageBlobs.Blob(digest, layout.blob(digest), origin);
  }

  /// An image in the layout.
  ///
  /// @param reused whether it was there before
  record Kept(StoredImage image, boolean reused) {
    String why() {
      return reused
          ? "the image of this source and these libraries is there"
          : "no image of this source and these libraries was there";
    }
  }

  private Checked<Kept> kept(ImageSpec spec, Sources sources) throws IOException {
    Optional<StoredImage> stored = layout.find(spec.key());
    if (stored.isPresent()) {
      return new Checked.Ok<>(new Kept(stored.get(), true), List.of());
    }
    Path own = Files.createTempDirectory(work, "build-");
    try {
      return switch (sources.read()) {
        case Checked.Ok<SortedMap<String, byte[]>>(var files, var _) -> assemble(spec, files, own);
        case Checked.Rejected<SortedMap<String, byte[]>>(var errors) ->
            new Checked.Rejected<>(errors);
      };
    } catch (IOException e) {
      throw FullDisk.told(folders.images(), e);
    } finally {
      FolderLock.empty(own);
      Files.delete(own);
    }
  }

  /// @param own a folder for this build alone
  private Checked<Kept> assemble(ImageSpec spec, SortedMap<String, byte[]> sources, Path own)
      throws IOException {
    return switch (contents(spec, sources, own)) {
      case Checked.Ok<ImageContents>(var contents, var _) -> {
        StoredImage image = assembly.make(spec, contents, base(spec), own);
        digests.save();
        yield new Checked.Ok<>(new Kept(image, false), List.of());
      }
      case Checked.Rejected<ImageContents>(var errors) -> new Checked.Rejected<>(errors);
    };
  }

  private Checked<ImageContents> contents(
      ImageSpec spec, SortedMap<String, byte[]> sources, Path own) throws IOException {
    if (spec.python().isPresent()) {
      return pythons.make(spec, spec.python().get(), sources, own);
    }
    return switch (functions.make(spec, sources, own)) {
      case Checked.Ok<FunctionCode>(var code, var _) -> {
        List<Path> runtime = distribution(folders).runtime(spec.role());
        ImageContents java = JavaContents.of(spec.role(), runtime, code).contents(digests);
        yield new Checked.Ok<>(
            spec.role() == ImageSpec.Role.MODEL ? ModelImage.with(java, sources, own) : java,
            List.of());
      }
      case Checked.Rejected<FunctionCode>(var errors) -> new Checked.Rejected<>(errors);
    };
  }

  private Optional<Base> base(ImageSpec spec) throws IOException {
    if (spec.python().isPresent()) {
      ImageSpec.Python asked = spec.python().get();
      String name = spec.base().orElseThrow(() -> baseless(asked));
      return Optional.of(bases.take(name, new PythonSearch(layout, asked)).on(asked.platforms()));
    }
    return spec.base().isPresent()
        ? Optional.of(bases.take(spec.base().get(), new JavaSearch(layout)))
        : Optional.empty();
  }

  private static RegistryFailure baseless(ImageSpec.Python asked) {
    return new RegistryFailure(
        "a function in Python stands on an image that has Python %s, and it names none"
            .formatted(asked.version()),
        "add `baseImage: python:%s-slim` to its `build`, and run `millwright lock`"
            .formatted(asked.version()));
  }

  private BuiltImage unpacked(Kept kept) throws IOException {
    StoredImage image = kept.image();
    Optional<Path> runtime =
        folder(image, StoredImage.Role.RUNTIME).map(folder -> folder.resolve("app/lib"));
    List<Path> classPath = new ArrayList<>();
    for (var role : List.of(StoredImage.Role.CLASSES, StoredImage.Role.RESOURCES)) {
      folder(image, role)
          .ifPresent(folder -> classPath.add(folder.resolve("app/function/classes")));
    }
    folder(image, StoredImage.Role.LIBRARIES)
        .map(folder -> folder.resolve("app/function/lib"))
        .ifPresent(lib -> image.libraries().forEach(jar -> classPath.add(lib.resolve(jar.name()))));
    return new BuiltImage(image.manifest(), runtime, classPath, kept.reused(), kept.why());
  }

  private Optional<Path> folder(StoredImage image, StoredImage.Role role) throws IOException {
    Optional<StoredImage.Layer> layer = image.layer(role);
    return layer.isEmpty()
        ? Optional.empty()
        : Optional.of(layers.folder(layer.get().diffId(), layout.blob(layer.get().digest())));
  }

  private static Distribution distribution(BuilderFolders folders) {
    return new Distribution(folders.distribution().resolve("lib"));
  }
}
