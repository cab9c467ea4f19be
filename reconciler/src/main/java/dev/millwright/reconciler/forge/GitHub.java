package dev.millwright.reconciler.forge;

import dev.millwright.tracking.CommitStatus;
import java.net.URI;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// GitHub, and what speaks as it does.
///
/// @param address of the repository in the API
record GitHub(String address, String token) implements Forge {
  private static final int LONGEST = 140;

  @Override
  public Map<String, String> body(CommitStatus status, String context) {
    return Map.of(
        "state", state(status.ending()),
        "context", context,
        "description", Forge.shortened(status.sentence(), LONGEST));
  }

  @Override
  public URI list(String revision, String context) {
    return URI.create(address + "/commits/" + revision + "/statuses?per_page=100");
  }

  @Override
  public boolean has(JsonNode listed, CommitStatus status, String context) {
    return listed
        .valueStream()
        .filter(it -> it.path("context").asString("").equals(context))
        .findFirst()
        .filter(it -> it.path("state").asString("").equals(state(status.ending())))
        .isPresent();
  }

  @Override
  public Map<String, String> headers() {
    return Map.of(
        "Authorization", "Bearer " + token,
        "Accept", "application/vnd.github+json",
        "X-GitHub-Api-Version", "2022-11-28");
  }

  private static String state(CommitStatus.Ending ending) {
    return switch (ending) {
      case LIVE -> "success";
      case REFUSED, RETURNED -> "failure";
      case OVERTAKEN -> "error";
    };
  }

  @Override
  public String toString() {
    return address;
  }
}
