package dev.millwright.builder;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import dev.millwright.spec.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;

/// Has Jib write an image as one tar. The bytes depend on the files' names and content alone: no
/// clock, owner, mode or place of this machine enters them.
final class JibAssembly {
  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final FilePermissions FILE = FilePermissions.fromOctalString("644");

  private final Path cache;
  private final FileDigests digests;

  JibAssembly(Path cache, FileDigests digests) {
    this.cache = cache;
    this.digests = digests;
  }

  /// One layer: path in the image to file on disk.
  record Content(String name, SortedMap<String, Path> files) implements Layered {
    @Override
    public Content content() {
      return this;
    }

    @Override
    public Digest digest(FileDigests digests) throws IOException {
      StringBuilder lines = new StringBuilder();
      for (Map.Entry<String, Path> file : files.entrySet()) {
        lines.append(digests.of(file.getValue())).append(' ').append(file.getKey()).append('\n');
      }
      return Digest.of(lines.toString());
    }
  }

  /// @param layers from the one that changes least; each holds at least one file
  void assemble(ImageConfig config, List<Content> layers, Path tar) throws IOException {
    try {
      Files.createDirectories(cache);
      Jib.fromScratch()
          .setFormat(ImageFormat.OCI)
          .setCreationTime(Instant.EPOCH)
          .setUser(ImageConfig.USER)
          .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
          .setEntrypoint(config.entrypoint())
          .setEnvironment(config.environment())
          .setLabels(config.labels())
          .setFileEntriesLayers(fileLayers(layers))
          .containerize(
              Containerizer.to(TarImage.at(tar).named("millwright"))
                  .setOfflineMode(true)
                  .setToolName("millwright")
                  .setBaseImageLayersCache(cache)
                  .setApplicationLayersCache(cache));
    } catch (InvalidImageReferenceException | RegistryException e) {
      throw new IllegalStateException("an image without a registry asks for none", e);
    } catch (CacheDirectoryCreationException | ExecutionException e) {
      throw new IOException("the image cannot be assembled: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the image was assembled", e);
    }
  }

  private List<FileEntriesLayer> fileLayers(List<Content> layers) throws IOException {
    var contents = new ContentFiles(cache.resolve("files"), digests);
    List<FileEntriesLayer> made = new ArrayList<>();
    for (Content layer : layers) {
      made.add(layer(layer, contents));
    }
    return made;
  }

  private static FileEntriesLayer layer(Content content, ContentFiles contents) throws IOException {
    var layer = FileEntriesLayer.builder().setName(content.name());
    for (Map.Entry<String, Path> entry : content.files().entrySet()) {
      boolean isProgram = entry.getKey().startsWith(PythonContents.PROGRAMS);
      layer.addEntry(
          contents.of(entry.getValue()),
          AbsoluteUnixPath.get(entry.getKey()),
          isProgram ? PROGRAM : FILE,
          Instant.EPOCH);
    }
    return layer.build();
  }
}
