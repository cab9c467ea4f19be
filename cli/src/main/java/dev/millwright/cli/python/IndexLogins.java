package dev.millwright.cli.python;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.builder.WheelLogins;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.transport.NetRC;

/// The logins that uv and pip have for indexes: in the addresses of their variables and files, in
/// variables of an index that has a name, and in the netrc file. A login is said to the server that
/// it stands for alone, by TLS or on this machine.
///
/// @param variables of this process
/// @param home the user's folder
public record IndexLogins(Map<String, String> variables, Path home) implements WheelLogins {
  private static final List<String> ADDRESSES =
      List.of(
          "UV_DEFAULT_INDEX",
          "UV_INDEX",
          "UV_INDEX_URL",
          "UV_EXTRA_INDEX_URL",
          "PIP_INDEX_URL",
          "PIP_EXTRA_INDEX_URL");

  private static final Pattern ADDRESS =
      Pattern.compile("(https?)://(?:([^/@\\s\"']+)@)?([^/@\\s\"':]+)(?::(\\d{1,5}))?");

  private static final Pattern NAMED = Pattern.compile("(?:^|\\s)([-\\w]+)=(https?://[^\\s\"']+)");
  private static final Pattern NAME = Pattern.compile("(?m)^\\s*name\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final Pattern LOCAL = Pattern.compile("localhost|127\\..*|\\[::1]");

  public IndexLogins {
    variables = Map.copyOf(variables);
  }

  @Override
  public Optional<String> header(URI address) {
    String host = Optional.ofNullable(address.getHost()).orElse("");
    if (!address.getScheme().equals("https") && !LOCAL.matcher(host).matches()) {
      return Optional.empty();
    }
    return ofAddresses(address)
        .or(() -> ofNames(address))
        .or(() -> ofNetrc(host))
        .map(login -> "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
  }

  private Optional<String> ofAddresses(URI asked) {
    return texts()
        .flatMap(text -> ADDRESS.matcher(text).results())
        .filter(it -> it.group(2) != null && isOf(it.group(), asked))
        .map(it -> decoded(it.group(2)))
        .findFirst();
  }

  /// `UV_INDEX_NAME_USERNAME` and `UV_INDEX_NAME_PASSWORD` of an index that has a name.
  private Optional<String> ofNames(URI asked) {
    Stream<String> given =
        NAMED
            .matcher(variables.getOrDefault("UV_INDEX", ""))
            .results()
            .filter(it -> isOf(it.group(2), asked))
            .map(it -> it.group(1));
    Stream<String> written =
        files()
            .flatMap(text -> Stream.of(text.split("\\[\\[(tool\\.uv\\.)?index]]")))
            .filter(block -> isOf(block, asked))
            .flatMap(block -> NAME.matcher(block).results())
            .map(it -> it.group(1));
    return Stream.concat(given, written).flatMap(it -> ofName(it).stream()).findFirst();
  }

  private Optional<String> ofName(String index) {
    String prefix = "UV_INDEX_" + index.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    String user = variables.getOrDefault(prefix + "_USERNAME", "");
    String password = variables.getOrDefault(prefix + "_PASSWORD", "");
    return Optional.of(user + ":" + password).filter(it -> !it.equals(":"));
  }

  private Optional<String> ofNetrc(String host) {
    Path file =
        Optional.ofNullable(variables.get("NETRC")).map(Path::of).orElse(home.resolve(".netrc"));
    return Files.isReadable(file)
        ? Optional.ofNullable(new NetRC(file.toFile()).getEntry(host))
            .filter(it -> it.login != null && it.password != null)
            .map(it -> it.login + ":" + new String(it.password))
        : Optional.empty();
  }

  /// Whether the first address of a text is of the server that is asked.
  private static boolean isOf(String text, URI asked) {
    Matcher address = ADDRESS.matcher(text);
    return address.find()
        && address.group(1).equals(asked.getScheme())
        && address.group(3).equalsIgnoreCase(asked.getHost())
        && Optional.ofNullable(address.group(4)).orElse("-1").equals("" + asked.getPort());
  }

  /// A token alone is a user without a password.
  private static String decoded(String login) {
    String[] parts = login.split(":", 2);
    String user = URLDecoder.decode(parts[0].replace("+", "%2B"), UTF_8);
    return parts.length == 1
        ? user + ":"
        : user + ":" + URLDecoder.decode(parts[1].replace("+", "%2B"), UTF_8);
  }

  private Stream<String> texts() {
    return Stream.concat(ADDRESSES.stream().map(it -> variables.getOrDefault(it, "")), files());
  }

  /// What the tools' own files say, as far as they can be read.
  private Stream<String> files() {
    Path config =
        Optional.ofNullable(variables.get("XDG_CONFIG_HOME"))
            .map(Path::of)
            .orElse(home.resolve(".config"));
    Stream<Path> named =
        Stream.of("UV_CONFIG_FILE", "PIP_CONFIG_FILE")
            .flatMap(it -> Optional.ofNullable(variables.get(it)).stream())
            .map(Path::of);
    Stream<Path> usual =
        Stream.of(
            config.resolve("uv/uv.toml"),
            config.resolve("pip/pip.conf"),
            home.resolve(".pip/pip.conf"),
            Path.of("/etc/uv/uv.toml"),
            Path.of("/etc/pip.conf"));
    return Stream.concat(named, usual).flatMap(it -> text(it).stream());
  }

  private static Optional<String> text(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
