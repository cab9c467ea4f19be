package dev.millwright.builder;

import dev.millwright.spec.Name;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where what is in an image is from. It is no part of the image, since the next commit may give
/// the same one.
public sealed interface Origin {
  /// A project's commit.
  ///
  /// @param repository its address, without the login that may stand in it; absent for a repository
  ///   that is on this machine alone
  /// @param revision the commit's id
  /// @param project the project's folder in the repository; `""` is the whole
  record Commit(Optional<String> repository, String revision, String project) implements Origin {
    private static final Pattern LOGIN = Pattern.compile("^([A-Za-z][-+.A-Za-z0-9]*://)[^/@]*@");
    private static final Pattern QUERY = Pattern.compile("[?#].*$");

    public Commit {
      repository = repository.map(Commit::plain);
    }

    private static String plain(String address) {
      return QUERY.matcher(LOGIN.matcher(address).replaceFirst("$1")).replaceFirst("");
    }
  }

  /// A model of a commit, for an image that carries the model's bytes.
  ///
  /// @param model as the commit calls it
  record Model(Commit commit, Name model) implements Origin {}

  /// A release of Millwright, for an image that has nothing of a project.
  ///
  /// @param version as the release names itself
  record Release(String version) implements Origin {}
}
