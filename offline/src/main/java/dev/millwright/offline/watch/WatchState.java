package dev.millwright.offline.watch;

import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A monitor's memory: its panes and which segments are in them, replaced together, so that a
/// segment counts exactly once however often the process dies.
///
/// @param panes by the beginning of the pane
/// @param segments names of the segments that the panes hold
/// @param judged when each window was judged last, by its beginning; the present of the job that
///   did so, by which that job knows its own windows when it runs again
record WatchState(
    SortedMap<Instant, Pane> panes,
    SortedSet<String> segments,
    SortedMap<Instant, Instant> judged) {
  WatchState {
    panes = new TreeMap<>(panes);
    judged = new TreeMap<>(judged);
    segments = new TreeSet<>(segments);
  }

  static WatchState read(Path folder) throws IOException {
    Path file = folder.resolve("state.json");
    return Files.exists(file)
        ? Json.read(Files.readString(file), WatchState.class)
        : new WatchState(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());
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
