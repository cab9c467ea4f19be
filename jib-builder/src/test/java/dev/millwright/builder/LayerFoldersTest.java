package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LayerFoldersTest {
  @TempDir Path temporary;

  @Test
  void a_layer_is_unpacked_once() throws IOException {
    byte[] tar = tar(new TarArchiveEntry("app/file"));
    Path folder = unpack(tar, Digest.of(tar));
    Files.delete(temporary.resolve("blob"));

    assertThat(folder.resolve("app/file")).isRegularFile();
    assertThat(folders().folder(Digest.of(tar), temporary.resolve("blob"))).isEqualTo(folder);
  }

  @Test
  void other_bytes_than_the_diff_id_says_are_refused() throws IOException {
    byte[] tar = tar(new TarArchiveEntry("app/file"));

    assertThatThrownBy(() -> unpack(tar, Digest.of("other"))).isInstanceOf(IOException.class);
    assertThat(temporary.resolve("layers")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../escaped", "app/../../escaped", "/escaped"})
  void an_entry_that_leaves_the_folder_is_refused(String name) throws IOException {
    byte[] tar = tar(new TarArchiveEntry(name, true));

    assertThatThrownBy(() -> unpack(tar, Digest.of(tar)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leaves its folder");
    assertThat(temporary.resolve("escaped")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO})
  void only_files_and_folders_are_unpacked(byte type) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry("app/odd", type);
    entry.setLinkName("/etc/passwd");
    byte[] tar = tar(entry);

    assertThatThrownBy(() -> unpack(tar, Digest.of(tar)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("neither file nor folder");
  }

  private LayerFolders folders() {
    return new LayerFolders(temporary.resolve("layers"), temporary.resolve("work"));
  }

  private Path unpack(byte[] tar, Digest diffId) throws IOException {
    Path blob = temporary.resolve("blob");
    try (var out = new GZIPOutputStream(Files.newOutputStream(blob))) {
      out.write(tar);
    }
    return folders().folder(diffId, blob);
  }

  private static byte[] tar(TarArchiveEntry entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }
}
