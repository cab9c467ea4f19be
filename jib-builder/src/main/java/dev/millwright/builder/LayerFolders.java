package dev.millwright.builder;

import dev.millwright.spec.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Layers as folders, named by diff id. A folder appears whole, once, and never changes.
///
/// @param work on the same file system, for what is not yet whole
record LayerFolders(Path root, Path work) {
  private static final Set<Byte> PLAIN = Set.of(TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM);

  /// The folder of a layer, unpacked now if it is not there yet.
  ///
  /// @throws IOException also when the layer is not what its diff id says, or holds anything but
  ///   folders and files below itself
  Path folder(Digest diffId, Path blob) throws IOException {
    Path folder = root.resolve(diffId.hex());
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(work);
      Path part = Files.createTempDirectory(work, "layer-");
      Digest found = unpack(blob, part);
      if (!found.equals(diffId)) {
        throw new IOException("layer " + blob + " holds " + found + ", not " + diffId);
      }
      move(part, folder);
    }
    return folder;
  }

  /// Another build may have unpacked the same layer meanwhile.
  private static void move(Path part, Path folder) throws IOException {
    try {
      AtomicFile.move(part, folder);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static Digest unpack(Path blob, Path folder) throws IOException {
    try (InputStream compressed = new BufferedInputStream(Files.newInputStream(blob), 1 << 16);
        var tar = new DigestInputStream(new GZIPInputStream(compressed, 1 << 16), sha256())) {
      var entries = new TarArchiveInputStream(tar);
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        unpack(entry, entries, folder);
      }
      tar.transferTo(java.io.OutputStream.nullOutputStream());
      return Digest.parse(HexFormat.of().formatHex(tar.getMessageDigest().digest()));
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (entry.getName().startsWith("/") || !target.startsWith(folder)) {
      throw new IOException("a layer's entry leaves its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else if (PLAIN.contains(entry.getLinkFlag())) {
      Files.createDirectories(target.resolveSibling("."));
      Files.copy(content, target);
      Files.setLastModifiedTime(target, entry.getLastModifiedTime());
    } else {
      throw new IOException("a layer's entry is neither file nor folder: " + entry.getName());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
