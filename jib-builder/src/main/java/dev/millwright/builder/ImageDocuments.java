package dev.millwright.builder;

import dev.millwright.builder.registry.ImageBlobs;
import dev.millwright.spec.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The documents of an image: Jib's, with all layers instead of those that it made, and with what
/// the base brings.
///
/// @param manifest Jib's
/// @param config Jib's
/// @param fresh how many layers Jib made
/// @param layers all of the image's own
record ImageDocuments(
    JsonNode manifest, JsonNode config, int fresh, List<StoredImage.Layer> layers) {
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String CREATED = "1970-01-01T00:00:00Z";

  /// The configuration of the image on one platform of its base.
  String config(Optional<Base.Platform> base) {
    ObjectNode own = config.deepCopy().asObject();
    ArrayNode diffIds = Json.mapper().createArrayNode();
    ArrayNode history = Json.mapper().createArrayNode();
    base.ifPresent(it -> stand(own, it, diffIds, history));
    diffIds.addAll(withoutLast(config.at("/rootfs/diff_ids"), fresh));
    history.addAll(withoutLast(config.path("history"), fresh));
    for (StoredImage.Layer layer : layers(base)) {
      diffIds.add("sha256:" + layer.diffId());
      history(history, layer.role().name());
    }
    own.putObject("rootfs").put("type", "layers").set("diff_ids", diffIds);
    own.set("history", history);
    return Json.write(own);
  }

  private List<StoredImage.Layer> layers(Optional<Base.Platform> base) {
    return layers.stream().filter(it -> it.isOn(base)).toList();
  }

  /// A base's labels, user, entry point and folder are its own business; its programs need its
  /// environment.
  private static void stand(
      ObjectNode own, Base.Platform base, ArrayNode diffIds, ArrayNode history) {
    for (String field : List.of("architecture", "os", "variant", "os.version", "os.features")) {
      if (base.config().has(field)) {
        own.set(field, base.config().path(field));
      }
    }
    if (own.path("config") instanceof ObjectNode run && base.config().at("/config/Env").isArray()) {
      run.set("Env", environment(base.config().at("/config/Env"), run.path("Env")));
    }
    base.config().at("/rootfs/diff_ids").forEach(diffIds::add);
    base.layers().forEach(_ -> history(history, "BASE"));
  }

  /// The image's own variables stand behind the base's, and in the place of those of their names.
  private static ArrayNode environment(JsonNode base, JsonNode own) {
    ArrayNode all = Json.mapper().createArrayNode();
    Set<String> names = new HashSet<>();
    own.forEach(it -> names.add(name(it)));
    base.valueStream().filter(it -> !names.contains(name(it))).forEach(all::add);
    own.forEach(all::add);
    return all;
  }

  private static String name(JsonNode variable) {
    return variable.asString("").replaceFirst("=.*", "");
  }

  private static void history(ArrayNode history, String comment) {
    history
        .addObject()
        .put("created", CREATED)
        .put("created_by", "millwright")
        .put("comment", comment);
  }

  /// The manifest that goes with a configuration.
  String manifest(String config, Optional<Base.Platform> base) {
    ObjectNode own = manifest.deepCopy().asObject();
    own.set("config", ImageBlobs.descriptor(CONFIG, config));
    ArrayNode listed = Json.mapper().createArrayNode();
    base.ifPresent(it -> it.layers().forEach(listed::add));
    listed.addAll(withoutLast(manifest.path("layers"), fresh));
    layers(base).forEach(layer -> listed.add(descriptor(layer)));
    own.set("layers", listed);
    return Json.write(own);
  }

  /// The list of an image's manifests, one a platform of its base.
  static String index(Base base, List<String> manifests) {
    ObjectNode index = Json.mapper().createObjectNode();
    index.put("schemaVersion", 2).put("mediaType", ImageBlobs.INDEX);
    ArrayNode listed = index.putArray("manifests");
    for (int i = 0; i < manifests.size(); i++) {
      ObjectNode descriptor = ImageBlobs.descriptor(ImageBlobs.MANIFEST, manifests.get(i));
      base.platforms().get(i).described().ifPresent(it -> descriptor.set("platform", it));
      listed.add(descriptor);
    }
    return Json.write(index);
  }

  private static ArrayNode withoutLast(JsonNode list, int count) {
    ArrayNode first = Json.mapper().createArrayNode();
    for (int i = 0; i < list.size() - count; i++) {
      first.add(list.get(i));
    }
    return first;
  }

  private static ObjectNode descriptor(StoredImage.Layer layer) {
    return Json.mapper()
        .createObjectNode()
        .put("mediaType", LAYER)
        .put("digest", "sha256:" + layer.digest())
        .put("size", layer.size());
  }
}
