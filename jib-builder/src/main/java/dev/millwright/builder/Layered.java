package dev.millwright.builder;

import dev.millwright.spec.Digest;
import java.io.IOException;

/// What a layer is made of. The digest says which layer it is, and may be known long before the
/// files are there.
interface Layered {
  /// What the layer's bytes follow from.
  Digest digest(FileDigests digests) throws IOException;

  /// The files, made now if they have to be.
  JibAssembly.Content content() throws IOException;
}
