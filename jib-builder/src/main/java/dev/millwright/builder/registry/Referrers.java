package dev.millwright.builder.registry;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Attaches documents to an image that is in a repository. A registry that knows of subjects lists
/// them by itself; for one that does not, and for its readers, they are listed under a tag as well.
record Referrers(Repository repository) {
  /// @param signed what was put there as a signature
  void attach(ImageBlobs subject, List<Attachment> attachments, Optional<Signatures.Added> signed) {
    if (attachments.isEmpty() && signed.isEmpty()) {
      return;
    }
    boolean _ = repository.push(Attachment.EMPTY);
    List<JsonNode> listed = new ArrayList<>();
    signed.ifPresent(it -> listed.add(it.listed()));
    for (Attachment attachment : attachments) {
      boolean _ = repository.push(attachment.text());
      ManifestText manifest = attachment.manifest(subject);
      repository.push(manifest, "sha256:" + manifest.digest());
      listed.add(attachment.listed(manifest));
    }
    list(subject.digest(), listed, signed.flatMap(Signatures.Added::before));
  }

  /// Lists manifests among those that are attached to an image. What others attached stays.
  ///
  /// @param instead the one that they take the place of
  void list(Digest subject, List<JsonNode> own, Optional<Digest> instead) {
    String tag = "sha256-" + subject;
    Set<String> replaced = new HashSet<>();
    instead.ifPresent(it -> replaced.add("sha256:" + it));
    own.forEach(it -> replaced.add(it.path("digest").asString()));
    List<JsonNode> all = new ArrayList<>(own);
    for (JsonNode other : manifests(repository.manifest(tag).text())) {
      if (!replaced.contains(other.path("digest").asString())) {
        all.add(other);
      }
    }
    repository.push(index(all), tag);
  }

  private static ManifestText index(List<JsonNode> all) {
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
