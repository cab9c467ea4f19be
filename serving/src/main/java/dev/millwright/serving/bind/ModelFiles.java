package dev.millwright.serving.bind;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the files of models are: where a binding says, or else in the image of the process, which
/// has them by their digests.
///
/// @param image the image's folder of models, if it has one
public record ModelFiles(Optional<Path> image) {
  /// The variable that names the folder in an image of a model.
  public static final String VARIABLE = "MILLWRIGHT_MODELS";

  /// @param bound a path that ends in the digest of the file's bytes, and perhaps an ending
  Path file(String bound) {
    Path file = Path.of(bound);
    String digest = file.getFileName().toString().replaceFirst("\\..*", "");
    return image
        .map(folder -> folder.resolve(digest))
        .filter(own -> !Files.exists(file) && Files.isRegularFile(own))
        .orElse(file);
  }
}
