package dev.millwright.compiler.kubernetes.install;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a repository is read from. It carries no password: what opens a repository is a Secret.
///
/// @param text as it was given
/// @param port where the server listens; absent for a folder
public record SourceUrl(String text, Optional<Integer> port) {
  /// What can be written, for people.
  public static final String FORMS = "https://…, ssh://…, git://… or file:///…";

  private static final Map<String, Integer> PORTS = Map.of("https", 443, "ssh", 22, "git", 9418);
  private static final Pattern SERVER =
      Pattern.compile(
          "(https|ssh|git)://([A-Za-z0-9_.-]+@)?([A-Za-z0-9.-]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?"
              + "/[^\\s?#]+");
  private static final Pattern FOLDER = Pattern.compile("file:///[^\\s?#]+");

  /// Empty when it is none of [#FORMS], or carries a password.
  public static Optional<SourceUrl> of(String text) {
    if (FOLDER.matcher(text).matches()) {
      return Optional.of(new SourceUrl(text, Optional.empty()));
    }
    Matcher server = SERVER.matcher(text);
    return server.matches()
        ? Optional.of(new SourceUrl(text, Optional.of(port(server))))
        : Optional.empty();
  }

  /// Whether what opens it is a key, not a password.
  boolean isOpenedByKey() {
    return text.startsWith("ssh:");
  }

  private static Integer port(Matcher server) {
    return Optional.ofNullable(server.group(4))
        .map(Integer::valueOf)
        .orElseGet(() -> PORTS.get(server.group(1)));
  }
}
