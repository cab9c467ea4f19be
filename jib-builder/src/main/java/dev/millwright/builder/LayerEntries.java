package dev.millwright.builder;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// What the layers of a base have in them, as far as they can be read here.
final class LayerEntries {
  private LayerEntries() {}

  /// Told each file, link and folder of a layer.
  interface Visitor {
    /// @param content of a file, to be read before the next entry comes
    void sees(TarArchiveEntry entry, InputStream content) throws IOException;
  }

  /// @return whether the layer is packed in a way that is not read here
  static boolean isHidden(OciLayout layout, Base.Platform platform, Visitor visitor)
      throws IOException {
    boolean hidden = false;
    for (var layer : platform.layers()) {
      hidden |= isHidden(layout.blob(OciLayout.digest(layer.path("digest"))), visitor);
    }
    return hidden;
  }

  private static boolean isHidden(Path layer, Visitor visitor) throws IOException {
    try (var file = new BufferedInputStream(Files.newInputStream(layer))) {
      file.mark(4);
      int first = file.read();
      int second = file.read();
      file.reset();
      boolean isZipped = first == 0x1f && second == 0x8b;
      boolean isZstd = first == 0x28 && second == 0xb5;
      if (!isZstd) {
        visit(isZipped ? new GZIPInputStream(file, 1 << 16) : file, visitor);
      }
      return isZstd;
    }
  }

  private static void visit(InputStream content, Visitor visitor) throws IOException {
    try (var tar = new TarArchiveInputStream(content)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        visitor.sees(entry, tar);
      }
    }
  }
}
