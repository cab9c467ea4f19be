package dev.millwright.builder;

import dev.millwright.builder.registry.ImageBlobs;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts images together: Jib makes the layers that are not in the layout yet, and those that are
/// take their places before, between and behind them. The image is the same either way.
///
/// @param cache for Jib
record ImageAssembly(OciLayout layout, Path cache, FileDigests digests) {
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

  private record Place(
      ImageContents.Part part, Digest content, Optional<StoredImage.Layer> known) {}

  /// @param own a folder for this build alone, on the layout's file system
  StoredImage make(ImageSpec spec, ImageContents contents, Path own) throws IOException {
    List<Place> places = new ArrayList<>();
    for (ImageContents.Part part : contents.parts()) {
      Digest content = part.content().digest(digests);
      places.add(new Place(part, content, layout.layer(part.role(), content)));
    }
    List<JibAssembly.Content> fresh =
        places.stream()
            .filter(place -> place.known().isEmpty())
            .map(place -> place.part().content())
            .toList();
    Path tar = own.resolve("image.tar");
    new JibAssembly(cache, digests).assemble(ImageConfig.of(spec), fresh, tar);
    var made = new OciLayout(own.resolve("made"), own);
    Digest manifest = made.unpack(tar);
    List<StoredImage.Layer> layers = taken(places, made, manifest);
    return written(spec.key(), made, manifest, fresh.size(), layers, contents);
  }

  /// All layers in their order; the new ones are moved into the layout.
  private List<StoredImage.Layer> taken(List<Place> places, OciLayout made, Digest manifest)
      throws IOException {
    JsonNode content = made.blobJson(manifest);
    JsonNode config = made.blobJson(OciLayout.digest(content.at("/config/digest")));
    Iterator<JsonNode> blobs = content.path("layers").iterator();
    Iterator<JsonNode> diffIds = config.at("/rootfs/diff_ids").iterator();
    List<StoredImage.Layer> layers = new ArrayList<>();
    for (Place place : places) {
      if (place.known().isPresent()) {
        layers.add(place.known().get());
      } else {
        JsonNode blob = blobs.next();
        var layer =
            new StoredImage.Layer(
                place.part().role(),
                OciLayout.digest(blob.path("digest")),
                blob.path("size").asLong(),
                OciLayout.digest(diffIds.next()));
        AtomicFile.move(made.blob(layer.digest()), layout.blob(layer.digest()));
        layout.remember(place.content(), layer);
        layers.add(layer);
      }
    }
    return layers;
  }

  private StoredImage written(
      Digest key,
      OciLayout made,
      Digest manifest,
      int fresh,
      List<StoredImage.Layer> layers,
      ImageContents contents)
      throws IOException {
    ObjectNode content = made.blobJson(manifest).asObject();
    Digest before = OciLayout.digest(content.at("/config/digest"));
    String config = Json.write(config(made.blobJson(before).asObject(), fresh, layers));
    content.set("config", descriptor(CONFIG, config));
    ArrayNode listed = withoutLast(content.path("layers"), fresh);
    layers.forEach(layer -> listed.add(descriptor(layer)));
    content.set("layers", listed);
    var image = new ImageBlobs(Json.write(content), List.of());
    layout.write(config);
    layout.write(image.manifest());
    StoredImage stored =
        new StoredImage(
            image.digest(),
            Digest.of(config),
            layers,
            contents.runtimeJars(digests),
            contents.libraryJars(digests));
    layout.record(key, stored, image.descriptor());
    return stored;
  }

  /// Jib's configuration, with all layers instead of those that it made.
  private static ObjectNode config(ObjectNode config, int fresh, List<StoredImage.Layer> layers) {
    ArrayNode diffIds = withoutLast(config.at("/rootfs/diff_ids"), fresh);
    ArrayNode history = withoutLast(config.path("history"), fresh);
    for (StoredImage.Layer layer : layers) {
      diffIds.add("sha256:" + layer.diffId());
      history
          .addObject()
          .put("created", "1970-01-01T00:00:00Z")
          .put("created_by", "millwright")
          .put("comment", layer.role().name());
    }
    config.putObject("rootfs").put("type", "layers").set("diff_ids", diffIds);
    config.set("history", history);
    return config;
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

  private static ObjectNode descriptor(String type, String text) {
    return Json.mapper()
        .createObjectNode()
        .put("mediaType", type)
        .put("digest", "sha256:" + Digest.of(text))
        .put("size", text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
  }
}
