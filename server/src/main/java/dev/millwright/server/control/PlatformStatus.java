package dev.millwright.server.control;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the platform says of itself now.
///
/// @param follows what decides what runs, in words: `HEAD of main`
/// @param startedAt when the daemon started
/// @param gateway the base URL that takes requests; absent while there is none
/// @param shares who takes traffic
/// @param waits what does not go on, each with its reason
/// @param notes sentences for people, such as that uncommitted edits are not run
public record PlatformStatus(
    Name project,
    Name environment,
    String follows,
    Instant startedAt,
    Optional<String> gateway,
    List<Share> shares,
    List<Child> processes,
    List<Wait> waits,
    List<String> notes) {
  public PlatformStatus {
    shares = List.copyOf(shares);
    processes = List.copyOf(processes);
    waits = List.copyOf(waits);
    notes = List.copyOf(notes);
  }

  public record Share(Digest release, int percent) {}

  /// A process of the platform's.
  ///
  /// @param what what runs in it: `gateway`, or a component's label
  /// @param state in a word: `starting`, `ready`, `ended`
  public record Child(String what, long pid, Optional<Integer> port, String state, Instant since) {}

  /// @param object what is waited for; @param condition what it should become
  public record Wait(String object, String condition, Instant since, String likelyCause) {}
}
