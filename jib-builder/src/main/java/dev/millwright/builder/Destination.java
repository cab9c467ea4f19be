package dev.millwright.builder;

import dev.millwright.builder.registry.Attachment;
import dev.millwright.builder.registry.ImageBlobs;
import dev.millwright.spec.Digest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Where images go from here. Safe for several threads.
///
/// All methods throw [dev.millwright.builder.registry.RegistryFailure] when a registry does not do
/// its part, and [IOException] when the disk fails.
public interface Destination extends AutoCloseable {
  /// The digest of the image with a name, if it is there.
  Optional<Digest> find(ImageName name) throws IOException;

  /// Takes an image in, whole or not at all.
  ///
  /// @param attachments documents about it, for a place that keeps such
  /// @return what was done, as a part of a sentence
  String put(ImageName name, ImageBlobs image, List<Attachment> attachments) throws IOException;

  /// Adds to an image that was there what goes with it at this place.
  ///
  /// @return what was done, as the end of a sentence; empty when nothing was
  default String complement(ImageName name, Digest manifest) {
    return "";
  }

  /// Gives an image that is there a second name, which is taken from any other that has it.
  void tag(ImageName name, Digest manifest, ImageName second) throws IOException;

  /// Called once all images were put without a failure.
  default void complete() throws IOException {}

  /// For people.
  String place();

  @Override
  void close() throws IOException;
}
