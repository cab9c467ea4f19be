package dev.millwright.offline.watch;

import dev.millwright.spec.job.JobResult.WindowVerdict;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A monitor's memory: its panes and which segments are in them, replaced together, so that a
/// segment counts exactly once however often the process dies.
///
/// @param panes by the beginning of the pane
/// @param segments names of the segments that the panes hold
/// @param judged every window that ends by then has been judged
/// @param last what the last look found: a look that died before it could say so says it when it is
///   run again
record WatchState(
    SortedMap<Instant, Pane> panes,
    SortedSet<String> segments,
    Optional<Instant> judged,
    Optional<Look> last) {
  /// @param id of the look
  record Look(String id, List<WindowVerdict> windows) {
    Look {
      windows = List.copyOf(windows);
    }
  }

  WatchState {
    panes = new TreeMap<>(panes);
    segments = new TreeSet<>(segments);
  }

  static WatchState read(Path folder) throws IOException {
    Path file = folder.resolve("state.json");
    return Files.exists(file)
        ? Json.read(Files.readString(file), WatchState.class)
        : new WatchState(new TreeMap<>(), new TreeSet<>(), Optional.empty(), Optional.empty());
  }

  /// Whether a window that ends at a time has not been judged yet.
  boolean isOpen(Instant end) {
    return judged.filter(to -> !end.isAfter(to)).isEmpty();
  }

  Optional<Look> look(String id) {
    return last.filter(look -> look.id().equals(id));
  }

  WatchState judged(Instant limit, Look look) {
    Optional<Instant> to = isOpen(limit) ? Optional.of(limit) : judged;
    return new WatchState(panes, segments, to, Optional.of(look));
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path aside = folder.resolve("state.json.tmp");
    Files.writeString(aside, Json.write(this));
    try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        aside,
        folder.resolve("state.json"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
