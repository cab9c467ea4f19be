package dev.millwright.cli.build;

import dev.millwright.builder.Pruning.Needs;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.spec.Digest;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Images that something needs whatever git says: a release that runs, or may be gone back to.
public final class KeptImages {
  private static final Pattern DIGEST = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

  private KeptImages() {}

  /// What the releases need that a platform on this machine runs, goes to or would go back to.
  public static Needs of(StateFolder state) {
    ModelNeeds needs = new ModelNeeds();
    Optional<Tracking> record = ModelNeeds.record(state);
    if (record.isPresent()) {
      try (Tracking tracking = record.get()) {
        releases(tracking).stream()
            .flatMap(id -> tracking.releases().find(id).stream())
            .forEach(release -> needs.add(release, record));
      }
    }
    return needs.needs();
  }

  private static Set<Digest> releases(Tracking tracking) {
    Set<Digest> releases = new TreeSet<>();
    tracking.pointers().live().ifPresent(releases::add);
    tracking.pointers().lastGood().ifPresent(releases::add);
    Optional<RolloutRecord> going = tracking.rollouts().inProgress();
    going.ifPresent(
        it -> {
          releases.add(it.target());
          Stream.of(it.base(), it.good(), it.successor())
              .forEach(one -> one.ifPresent(releases::add));
        });
    return releases;
  }

  /// All keys and digests that a text speaks of, whatever else it says.
  ///
  /// @param file `-` for standard input
  public static Set<Digest> in(String file, InputStream standard) throws IOException {
    byte[] text = file.equals("-") ? standard.readAllBytes() : Files.readAllBytes(Path.of(file));
    return DIGEST
        .matcher(new String(text, StandardCharsets.ISO_8859_1))
        .results()
        .map(MatchResult::group)
        .map(Digest::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
