package dev.millwright.cli.python;

import dev.millwright.builder.MavenLibraries.Lookout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.lock.Need;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What `uv pip compile` says. It takes wheels alone: to make one, code of others would have to run
/// here.
record UvCompile(Path uv, Lookout lookout) implements Distributions {
  private static final Pattern HASH = Pattern.compile("--hash=sha256:([0-9a-f]{64})");

  @Override
  public List<LockedDistribution> closure(Need.Requirements need) {
    return read(ToolRun.of("uv", need, (folder, requirements) -> command(need, requirements)));
  }

  private List<String> command(Need.Requirements need, Path requirements) {
    List<String> command = new ArrayList<>(List.of(uv.toString(), "pip", "compile", "--quiet"));
    command.addAll(List.of("--generate-hashes", "--no-header", "--no-annotate", "--strip-extras"));
    command.addAll(List.of("--only-binary", ":all:", "--python-version", need.python()));
    command.addAll(List.of("--python-platform", Platforms.ofUv(need.platform())));
    if (lookout == Lookout.NEWS) {
      command.add("--refresh");
    }
    command.add(requirements.toString());
    return command;
  }

  /// A distribution is a line that goes on over backslashes, with a hash a line.
  static List<LockedDistribution> read(String text) {
    List<LockedDistribution> found = new ArrayList<>();
    for (String line : text.replace("\\\n", " ").lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        found.add(distribution(line));
      }
    }
    return found;
  }

  private static LockedDistribution distribution(String line) {
    List<Digest> hashes =
        HASH.matcher(line).results().map(it -> Digest.parse(it.group(1))).toList();
    String pin = line.split("[ ;]", 2)[0];
    if (hashes.isEmpty() || !LockedDistribution.isPin(pin)) {
      throw new DistributionFailure("uv says what is not understood here: " + line, "update uv");
    }
    return LockedDistribution.of(pin, hashes);
  }
}
