package dev.millwright.builder;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where an image's source is from. It is no part of the image, since the next commit may give the
/// same one.
///
/// @param repository its address, without the login that may stand in it; absent for a repository
///   that is on this machine alone
/// @param revision the commit's id
/// @param project the project's folder in the repository; `""` is the whole
public record Origin(Optional<String> repository, String revision, String project) {
  private static final Pattern LOGIN = Pattern.compile("^([A-Za-z][-+.A-Za-z0-9]*://)[^/@]*@");
  private static final Pattern QUERY = Pattern.compile("[?#].*$");

  public Origin {
    repository = repository.map(Origin::plain);
  }

  private static String plain(String address) {
    return QUERY.matcher(LOGIN.matcher(address).replaceFirst("$1")).replaceFirst("");
  }
}
