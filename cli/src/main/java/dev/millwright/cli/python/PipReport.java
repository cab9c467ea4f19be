package dev.millwright.cli.python;

import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.lock.Need;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What `pip install --dry-run --report` says. pip judges conditions such as `python_version <
/// "3.11"` by the Python that it runs on, so it is taken at its word only where that is the right
/// one.
record PipReport(Path pip) implements Resolver {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");
  private static final String UV = "install uv, by `pipx install uv` or as your system has it";

  @Override
  public List<LockedDistribution> closure(
      Need.Requirements need, String platform, List<String> pins) {
    return read(
        ToolRun.of("pip", need, pins, files -> command(need, platform, files)), need, platform);
  }

  private List<String> command(Need.Requirements need, String on, ToolRun.Given files) {
    List<String> command = new ArrayList<>(List.of(pip.toString(), "install", "--dry-run"));
    command.addAll(List.of("--ignore-installed", "--quiet", "--report", "-"));
    command.addAll(List.of("--disable-pip-version-check", "--only-binary=:all:"));
    command.addAll(List.of("--target", files.folder().resolve("target").toString()));
    command.addAll(List.of("--implementation", "cp", "--python-version", need.python()));
    for (String platform : Platforms.ofPip(on)) {
      command.addAll(List.of("--platform", platform));
    }
    command.addAll(List.of("-c", files.pins().toString()));
    command.addAll(List.of("-r", files.requirements().toString()));
    return command;
  }

  static List<LockedDistribution> read(String json, Need.Requirements need, String platform) {
    JsonNode report = parsed(json);
    here(report, need, platform);
    return report.path("install").valueStream().map(PipReport::distribution).toList();
  }

  private static JsonNode parsed(String json) {
    ObjectMapper mapper = JsonMapper.builder().build();
    try {
      return mapper.readTree(json);
    } catch (JacksonException e) {
      throw new DistributionFailure("pip says no report, as pip before 22.2 does", UV);
    }
  }

  private static void here(JsonNode report, Need.Requirements need, String platform) {
    JsonNode environment = report.path("environment");
    String python = environment.path("python_version").asString("");
    String machine = environment.path("platform_machine").asString("");
    String system = environment.path("sys_platform").asString("");
    if (!python.equals(need.python())
        || (asksForMachine(report) && !machine.equals(Platforms.machine(platform)))
        || !system.equals("linux")) {
      throw new DistributionFailure(
          "pip is here on Python %s and %s %s, and `%s` asks for Python %s on %s"
              .formatted(python, system, machine, need.name(), need.python(), platform),
          UV);
    }
  }

  /// Whether some distribution is needed on some machines alone.
  private static boolean asksForMachine(JsonNode report) {
    return report
        .path("install")
        .valueStream()
        .flatMap(it -> it.at("/metadata/requires_dist").valueStream())
        .anyMatch(it -> it.asString("").contains("platform_machine"));
  }

  private static LockedDistribution distribution(JsonNode installed) {
    String name = installed.at("/metadata/name").asString("");
    String pin = name(name) + "==" + installed.at("/metadata/version").asString("");
    String hash = installed.at("/download_info/archive_info/hashes/sha256").asString("");
    if (!LockedDistribution.isPin(pin) || !HASH.matcher(hash).matches()) {
      throw new DistributionFailure("pip says no version and hash of `" + name + "`", UV);
    }
    String address = installed.at("/download_info/url").asString("");
    return PinnedWheel.of(pin, address, Digest.parse(hash));
  }

  /// As indexes and uv write it.
  private static String name(String name) {
    return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
  }
}
