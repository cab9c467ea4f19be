package dev.millwright.cli.daemon;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.reconciler.forge.Forge;
import dev.millwright.spec.Name;
import java.util.Map;
import java.util.Optional;

/// Who is told the end of each commit, and by which name of ours.
public record ReportTo(Forge forge, String context) {
  private static final String URL = "MILLWRIGHT_COMMIT_STATUS_URL";
  private static final String TOKEN = "MILLWRIGHT_COMMIT_STATUS_TOKEN";
  private static final String CONTEXT = "MILLWRIGHT_COMMIT_STATUS_CONTEXT";

  /// Reads the variables; nobody is told when the first one is missing. A file's last line end does
  /// not count.
  ///
  /// @param path the project's folder in the repository, empty at its root
  /// @throws CommandFailure when they cannot be meant
  public static Optional<ReportTo> of(
      Map<String, String> variables, String path, Name environment) {
    String url = variables.getOrDefault(URL, "").strip();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    String token = variables.getOrDefault(TOKEN, "").strip();
    if (token.isEmpty()) {
      throw wrong(URL + " is set, and no token", "set " + TOKEN + " from a Secret");
    }
    Forge forge =
        Forge.at(url, token)
            .orElseThrow(
                () ->
                    wrong(
                        URL
                            + " is no address of a repository in the API of GitHub or GitLab: "
                            + url,
                        "https://git.example.com/api/v3/repos/OWNER/NAME or"
                            + " https://gitlab.example.com/api/v4/projects/ID"));
    return Optional.of(
        new ReportTo(forge, variables.getOrDefault(CONTEXT, context(path, environment)).strip()));
  }

  private static String context(String path, Name environment) {
    return "millwright/" + (path.isEmpty() ? "" : path + "/") + environment;
  }

  private static CommandFailure wrong(String message, String hint) {
    return new CommandFailure(ExitCode.WRONG_INPUT, message, hint);
  }
}
