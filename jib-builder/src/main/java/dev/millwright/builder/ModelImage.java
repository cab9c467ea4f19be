package dev.millwright.builder;

import dev.millwright.spec.Digest;
import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.ImageSpec.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// The image of a model: serving, and a layer with the model's files by their digests. Another
/// model is another last layer.
public final class ModelImage {
  /// What is said of an image in the registry: the model's name. It is no part of the image.
  static final String NOTE = "dev.millwright.model";

  /// Where an image has them.
  static final String FOLDER = "/app/models";

  private ModelImage() {}

  /// @param serving the image of a serving graph alone
  /// @param files the digests of all that the model is
  public static ImageSpec of(ImageSpec serving, SortedSet<Digest> files) {
    Digest key =
        Canonical.digest(
            Map.of("role", Role.MODEL, "serving", serving.key(), "files", List.copyOf(files)));
    return new ImageSpec(
        key, Role.MODEL, Optional.empty(), List.of(), Optional.empty(), serving.base());
  }

  /// The same contents with the model's files.
  ///
  /// @param files by their digests
  /// @throws IOException also when a file holds other bytes
  static ImageContents with(ImageContents serving, SortedMap<String, byte[]> files, Path own)
      throws IOException {
    Path folder = Files.createDirectories(own.resolve("models"));
    SortedMap<String, Path> layer = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Digest found = Digest.of(file.getValue());
      if (!found.hex().equals(file.getKey())) {
        throw new IOException("the store has sha256:" + found + " as sha256:" + file.getKey());
      }
      layer.put(
          FOLDER + "/" + file.getKey(),
          Files.write(folder.resolve(file.getKey()), file.getValue()));
    }
    return serving.with(
        ImageContents.part(StoredImage.Role.MODEL, layer),
        layer.values().stream().map(ModelImage::described).toList());
  }

  private static StoredImage.Jar described(Path file) {
    String name = file.getFileName().toString();
    return new StoredImage.Jar(name, Optional.empty(), new Digest(name));
  }
}
