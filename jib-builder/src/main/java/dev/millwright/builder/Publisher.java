package dev.millwright.builder;

import dev.millwright.builder.ImageBuilder.Kept;
import dev.millwright.builder.PublishedImage.State;
import dev.millwright.builder.registry.Attachment;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/// Sees to it that images are somewhere else than here: builds and sends what is not there. Safe
/// for several threads: all of them ask at once, and no more build than are to.
public final class Publisher {
  private final ImageBuilder builder;
  private final Destination destination;
  private final Origin origin;
  private final Semaphore room;

  /// For one thread after the other.
  ///
  /// @param origin of all that is built
  public Publisher(ImageBuilder builder, Destination destination, Origin origin) {
    this(builder, destination, origin, 1);
  }

  /// @param builds how many images are built and sent at once
  public Publisher(ImageBuilder builder, Destination destination, Origin origin, int builds) {
    this.builder = builder;
    this.destination = destination;
    this.origin = origin;
    this.room = new Semaphore(builds);
  }

  /// Asks the destination first: what is there is neither built nor sent.
  ///
  /// @param sources the source folder's files, asked for when the image has to be built
  /// @return rejected with every error when the source cannot be read or does not compile
  /// @throws DependencyFailure when a library cannot be had
  /// @throws RegistryFailure when a registry does not do its part, or has another image by this
  ///   name
  /// @throws IOException when the disk fails
  public Checked<PublishedImage> publish(ImageSpec spec, Sources sources) throws IOException {
    ImageName name = ImageName.of(spec);
    Optional<Digest> there = destination.find(name);
    if (there.isPresent()) {
      refuseOther(name, there.get(), builder.known(spec.key()));
      return new Checked.Ok<>(reused(name, there.get()), List.of());
    }
    room.acquireUninterruptibly();
    try {
      return made(spec, sources, name);
    } finally {
      room.release();
    }
  }

  private Checked<PublishedImage> made(ImageSpec spec, Sources sources, ImageName name)
      throws IOException {
    return switch (builder.keep(spec, sources)) {
      case Checked.Ok<Kept>(var kept, var _) -> new Checked.Ok<>(sent(spec, name, kept), List.of());
      case Checked.Rejected<Kept>(var errors) -> new Checked.Rejected<>(errors);
    };
  }

  /// The same, and people find the image by a second tag, which may lead to another image tomorrow.
  /// What was built here and is there under both is asked for once.
  ///
  /// @param tag moved to this image if it is at another one
  public Checked<PublishedImage> publish(ImageSpec spec, Sources sources, String tag)
      throws IOException {
    ImageName name = ImageName.of(spec);
    ImageName second = new ImageName(name.repository(), tag);
    Optional<Digest> there = destination.find(second);
    Optional<Digest> here = builder.known(spec.key()).map(StoredImage::manifest);
    if (there.isPresent() && there.equals(here)) {
      return new Checked.Ok<>(reused(name, there.get()), List.of());
    }
    Checked<PublishedImage> published = publish(spec, sources);
    if (published instanceof Checked.Ok<PublishedImage>(var image, var _)
        && !there.equals(Optional.of(image.manifest()))) {
      destination.tag(name, image.manifest(), second);
    }
    return published;
  }

  private PublishedImage reused(ImageName name, Digest there) {
    String why =
        "the image of this source and these libraries is in %s%s"
            .formatted(destination.place(), destination.complement(name, there));
    return new PublishedImage(name, there, State.REUSED, why);
  }

  private PublishedImage sent(ImageSpec spec, ImageName name, Kept kept) throws IOException {
    String done =
        destination.put(name, builder.blobs(kept.image()), attachments(spec, name, kept.image()));
    return new PublishedImage(
        name,
        kept.image().manifest(),
        kept.reused() ? State.SENT : State.BUILT,
        done + ", which had no image of this source and these libraries");
  }

  private List<Attachment> attachments(ImageSpec spec, ImageName name, StoredImage image) {
    return List.of(
        new Attachment(Sbom.TYPE, Sbom.of(name, image), new TreeMap<>()),
        new Attachment(Provenance.TYPE, Provenance.of(spec, name, image, origin), notes(origin)));
  }

  private static SortedMap<String, String> notes(Origin origin) {
    SortedMap<String, String> notes = new TreeMap<>();
    switch (origin) {
      case Origin.Commit commit -> {
        notes.put(ImageConfig.LABEL + "revision", commit.revision());
        commit.repository().ifPresent(it -> notes.put(ImageConfig.LABEL + "source", it));
      }
      case Origin.Model(var commit, var model) -> {
        notes.putAll(notes(commit));
        notes.put(ModelImage.NOTE, model.text());
      }
      case Origin.Release(var version) -> notes.put(ImageConfig.LABEL + "version", version);
    }
    return notes;
  }

  private void refuseOther(ImageName name, Digest there, Optional<StoredImage> here) {
    if (here.isPresent() && !here.get().manifest().equals(there)) {
      throw new RegistryFailure(
          "%s in %s is sha256:%s, and was built here as sha256:%s"
              .formatted(name, destination.place(), there, here.get().manifest()),
          "one of the two was not built from this commit by this release of Millwright");
    }
  }
}
