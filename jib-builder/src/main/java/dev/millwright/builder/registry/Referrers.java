package dev.millwright.builder.registry;

import dev.millwright.spec.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Attaches documents to an image that is in a repository. A registry that knows of subjects lists
/// them by itself; for one that does not, and for its readers, they are listed under a tag as well.
record Referrers(Repository repository) {
  void attach(ImageBlobs subject, List<Attachment> attachments) {
    if (attachments.isEmpty()) {
      return;
    }
    boolean _ = repository.push(Attachment.EMPTY);
    List<JsonNode> listed = new ArrayList<>();
    for (Attachment attachment : attachments) {
      boolean _ = repository.push(attachment.text());
      ManifestText manifest = attachment.manifest(subject);
      repository.push(manifest, "sha256:" + manifest.digest());
      listed.add(attachment.listed(manifest));
    }
    String tag = "sha256-" + subject.digest();
    repository.push(index(listed, repository.manifest(tag).text()), tag);
  }

  /// What others attached stays.
  private static ManifestText index(List<JsonNode> own, String before) {
    List<JsonNode> all = new ArrayList<>(own);
    for (JsonNode other : manifests(before)) {
      if (own.stream().noneMatch(it -> it.path("digest").equals(other.path("digest")))) {
        all.add(other);
      }
    }
    ObjectNode index = Json.mapper().createObjectNode();
    index.put("schemaVersion", 2).put("mediaType", ImageBlobs.INDEX);
    index.putArray("manifests").addAll(all);
    return new ManifestText(Json.write(index), ImageBlobs.INDEX);
  }

  private static JsonNode manifests(String index) {
    try {
      return Json.mapper().readTree(index).path("manifests");
    } catch (JacksonException e) {
      return Json.mapper().missingNode();
    }
  }
}
