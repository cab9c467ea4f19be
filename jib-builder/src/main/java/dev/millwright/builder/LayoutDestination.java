package dev.millwright.builder;

import dev.millwright.builder.registry.Attachment;
import dev.millwright.builder.registry.ImageBlobs;
import dev.millwright.spec.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A folder in the layout of OCI images, with an image by its name in the index.
public final class LayoutDestination implements Destination {
  private final Path folder;
  private final Path work;
  private final OciLayout layout;

  public LayoutDestination(Path folder) {
    this.folder = folder;
    this.work = folder.resolve(".work");
    this.layout = new OciLayout(folder, work);
  }

  @Override
  public Optional<Digest> find(ImageName name) throws IOException {
    return layout.find(name.toString());
  }

  @Override
  public String put(ImageName name, ImageBlobs image, List<Attachment> attachments)
      throws IOException {
    try {
      return "%d of %d blobs copied to %s"
          .formatted(layout.add(name.toString(), image), image.content().size(), place());
    } catch (IOException e) {
      throw FullDisk.told(folder, e);
    }
  }

  @Override
  public void tag(ImageName name, Digest manifest, ImageName second) throws IOException {
    layout.name(name.toString(), second.toString());
  }

  @Override
  public String place() {
    return folder.toString();
  }

  @Override
  public void close() throws IOException {
    if (Files.isDirectory(work)) {
      FolderLock.empty(work);
      Files.delete(work);
    }
  }
}
