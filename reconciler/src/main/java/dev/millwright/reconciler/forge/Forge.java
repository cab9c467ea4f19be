package dev.millwright.reconciler.forge;

import dev.millwright.tracking.CommitStatus;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// How a kind of forge is told the status of a commit, and asked for it.
///
/// A status is known by its context, a name of ours: of one context the newest status counts.
public sealed interface Forge permits GitHub, GitLab {
  /// Plain http is for this machine: the token goes along.
  Pattern ADDRESS = Pattern.compile("https://.+|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?/.+");

  /// The forge by the address of a repository in its API:
  /// `https://git.example.com/api/v3/repos/OWNER/NAME`,
  /// `https://gitlab.example.com/api/v4/projects/ID`.
  ///
  /// @return nothing when it is neither, or would carry the token in the open
  static Optional<Forge> at(String url, String token) {
    String address = url.replaceAll("/+$", "");
    if (!ADDRESS.matcher(address).matches()) {
      return Optional.empty();
    }
    if (address.matches(".*/api/v4/projects/[^/?#]+")) {
      return Optional.of(new GitLab(address, token));
    }
    return address.matches(".*/repos/[^/?#]+/[^/?#]+")
        ? Optional.of(new GitHub(address, token))
        : Optional.empty();
  }

  /// Of the repository in the API.
  String address();

  /// Where a status is posted.
  default URI post(String revision) {
    return URI.create(address() + "/statuses/" + revision);
  }

  Map<String, String> body(CommitStatus status, String context);

  /// Where the statuses of a commit are listed, newest first.
  URI list(String revision, String context);

  /// Whether the newest status of a context is this one.
  boolean has(JsonNode listed, CommitStatus status, String context);

  /// Who we are, and what we speak.
  Map<String, String> headers();

  static String shortened(String sentence, int most) {
    return sentence.length() <= most ? sentence : sentence.substring(0, most - 1) + "…";
  }
}
