package dev.millwright.cli.python;

import dev.millwright.builder.MavenLibraries.Lookout;
import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.lock.Need;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What `uv pip compile` says, in the form of a `pylock.toml`: it names the files of each
/// distribution that will do on the platform. It takes wheels alone: to make one, code of others
/// would have to run here.
record UvCompile(Path uv, Lookout lookout) implements Resolver {
  private static final String PACKAGE = "[[packages]]";
  private static final Pattern NAME = Pattern.compile("(?m)^name = \"([^\"]+)\"");
  private static final Pattern VERSION = Pattern.compile("(?m)^version = \"([^\"]+)\"");
  private static final Pattern WHEEL =
      Pattern.compile(
          "\\{ [^{}]*\\b(?:url|path) = \"([^\"]+\\.whl)\"[^{}]*hashes = \\{[^{}]*sha256 = \"([0-9a-f]{64})\"");

  @Override
  public List<LockedDistribution> closure(
      Need.Requirements need, String platform, List<String> pins) {
    return read(ToolRun.of("uv", need, pins, files -> command(need, platform, files)));
  }

  private List<String> command(Need.Requirements need, String platform, ToolRun.Given files) {
    List<String> command = new ArrayList<>(List.of(uv.toString(), "pip", "compile", "--quiet"));
    command.addAll(List.of("--format", "pylock.toml", "--no-header", "--no-annotate"));
    command.addAll(List.of("--only-binary", ":all:", "--python-version", need.python()));
    command.addAll(List.of("--python-platform", Platforms.ofUv(platform)));
    if (lookout == Lookout.NEWS) {
      command.add("--refresh");
    }
    command.addAll(List.of("--constraint", files.pins().toString()));
    command.add(files.requirements().toString());
    return command;
  }

  static List<LockedDistribution> read(String text) {
    List<String> parts = List.of(text.split(Pattern.quote(PACKAGE)));
    if (!text.contains("lock-version = \"1.")) {
      throw strange(text.lines().findFirst().orElse("nothing"));
    }
    return parts.stream().skip(1).map(UvCompile::distribution).toList();
  }

  private static LockedDistribution distribution(String part) {
    String pin = first(NAME, part) + "==" + first(VERSION, part);
    Optional<MatchResult> wheel =
        WHEEL
            .matcher(part)
            .results()
            .min(Comparator.comparing(it -> tags(it.group(1)), WheelTags.best()));
    if (wheel.isEmpty() || !LockedDistribution.isPin(pin)) {
      throw strange(part.strip().replaceAll("\\s*\\n\\s*", " "));
    }
    return PinnedWheel.of(pin, wheel.get().group(1), Digest.parse(wheel.get().group(2)));
  }

  private static WheelTags tags(String address) {
    return WheelTags.of(address.substring(address.lastIndexOf('/') + 1));
  }

  private static String first(Pattern pattern, String part) {
    return pattern.matcher(part).results().map(it -> it.group(1)).findFirst().orElse("");
  }

  private static DistributionFailure strange(String said) {
    return new DistributionFailure("uv says what is not understood here: " + said, "update uv");
  }
}
