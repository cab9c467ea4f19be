package dev.millwright.reconciler.forge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.tracking.CommitStatus;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// GitLab.
///
/// @param address of the project in the API
record GitLab(String address, String token) implements Forge {
  private static final int LONGEST = 255;

  @Override
  public Map<String, String> body(CommitStatus status, String context) {
    return Map.of(
        "state", state(status.ending()),
        "name", context,
        "description", Forge.shortened(status.sentence(), LONGEST));
  }

  @Override
  public URI list(String revision, String context) {
    String name = URLEncoder.encode(context, UTF_8);
    return URI.create(address + "/repository/commits/" + revision + "/statuses?name=" + name);
  }

  /// It lists the newest one of a name alone.
  @Override
  public boolean has(JsonNode listed, CommitStatus status, String context) {
    return listed
        .valueStream()
        .filter(it -> it.path("name").asString("").equals(context))
        .anyMatch(it -> it.path("status").asString("").equals(state(status.ending())));
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("PRIVATE-TOKEN", token, "Accept", "application/json");
  }

  private static String state(CommitStatus.Ending ending) {
    return switch (ending) {
      case LIVE -> "success";
      case REFUSED, RETURNED -> "failed";
      case OVERTAKEN -> "canceled";
    };
  }

  @Override
  public String toString() {
    return address;
  }
}
