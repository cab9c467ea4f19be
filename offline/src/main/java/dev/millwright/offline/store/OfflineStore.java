package dev.millwright.offline.store;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// One feature set version's folder: `parts/` with Parquet files, `snapshots/` with a manifest
/// each, and `CURRENT` with the id of the one that readers see. Files appear whole or not at all.
///
/// @param folder the version's folder
public record OfflineStore(Path folder) {
  /// The snapshot that readers see.
  public Optional<Snapshot> current() throws IOException {
    Path current = folder.resolve("CURRENT");
    return Files.exists(current)
        ? find(Digest.parse(Files.readString(current).strip()))
        : Optional.empty();
  }

  public Optional<Snapshot> find(Digest id) throws IOException {
    Path manifest = manifest(id);
    return Files.exists(manifest)
        ? Optional.of(Json.read(Files.readString(manifest), Snapshot.class))
        : Optional.empty();
  }

  /// The snapshot of an id.
  ///
  /// @throws IOException also when there is none
  public Snapshot require(Digest id) throws IOException {
    return find(id)
        .orElseThrow(() -> new IOException("no snapshot " + id.brief() + " in " + folder));
  }

  /// A file for a new part, aside: readers do not see it before [#keepPart].
  public Path newPart() throws IOException {
    Files.createDirectories(folder.resolve("parts"));
    return Files.createTempFile(folder.resolve("parts"), "aside", ".parquet.tmp");
  }

  /// Keeps a part under the digest of its bytes and answers its name relative to the folder.
  public String keepPart(Path aside) throws IOException {
    Digest digest;
    try (var content = Files.newInputStream(aside)) {
      digest = Digest.of(content);
    }
    sync(aside);
    String name = "parts/" + digest.hex() + ".parquet";
    Files.move(
        aside,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return name;
  }

  /// The rows that the ingest of a snapshot set aside, each with its reason and its place in the
  /// source; there is no file when there were none.
  public Path quarantine(Digest id) {
    return folder.resolve("quarantine").resolve(id.hex() + ".parquet");
  }

  /// Keeps what an ingest set aside.
  public void keepQuarantine(Digest id, Path aside) throws IOException {
    Files.createDirectories(folder.resolve("quarantine"));
    sync(aside);
    Files.move(
        aside, quarantine(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Keeps a snapshot's manifest; readers go on seeing the current one.
  public void keep(Snapshot snapshot) throws IOException {
    write(manifest(snapshot.id()), Json.pretty(snapshot));
  }

  /// Lets readers see a snapshot that was kept before.
  public void publish(Digest id) throws IOException {
    write(folder.resolve("CURRENT"), id.hex());
  }

  private Path manifest(Digest id) {
    return folder.resolve("snapshots").resolve(id.hex() + ".json");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path aside = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".tmp");
    Files.write(aside, text.getBytes(StandardCharsets.UTF_8));
    sync(aside);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
