package dev.millwright.builder;

import dev.millwright.builder.registry.ImageBlobs;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Puts images together: Jib makes the layers that are not in the layout yet, and those that are
/// take their places before, between and behind them. The image is the same either way.
///
/// @param cache for Jib
record ImageAssembly(OciLayout layout, Path cache, FileDigests digests) {
  private record Place(
      ImageContents.Part part, Digest content, Optional<StoredImage.Layer> known) {}

  /// @param own a folder for this build alone, on the layout's file system
  /// @param base absent for an image that stands on nothing
  StoredImage make(ImageSpec spec, ImageContents contents, Optional<Base> base, Path own)
      throws IOException {
    List<Place> places = new ArrayList<>();
    for (ImageContents.Part part : contents.parts()) {
      if (part.isOn(base)) {
        Digest content = part.layer().digest(digests);
        places.add(new Place(part, content, layout.layer(part.role(), content)));
      }
    }
    List<JibAssembly.Content> fresh = new ArrayList<>();
    for (Place place : places) {
      if (place.known().isEmpty()) {
        fresh.add(place.part().layer().content());
      }
    }
    Path tar = own.resolve("image.tar");
    new JibAssembly(cache, digests).assemble(ImageConfig.of(spec), fresh, tar);
    var made = new OciLayout(own.resolve("made"), own);
    Digest manifest = made.unpack(tar);
    JsonNode content = made.blobJson(manifest);
    JsonNode config = made.blobJson(OciLayout.digest(content.at("/config/digest")));
    List<StoredImage.Layer> layers = taken(places, made, content, config);
    var documents = new ImageDocuments(content, config, fresh.size(), layers);
    return written(spec.key(), documents, base, contents);
  }

  /// All layers in their order; the new ones are moved into the layout.
  private List<StoredImage.Layer> taken(
      List<Place> places, OciLayout made, JsonNode content, JsonNode config) throws IOException {
    Iterator<JsonNode> blobs = content.path("layers").iterator();
    Iterator<JsonNode> diffIds = config.at("/rootfs/diff_ids").iterator();
    List<StoredImage.Layer> layers = new ArrayList<>();
    for (Place place : places) {
      Optional<String> platform = place.part().platform();
      if (place.known().isPresent()) {
        layers.add(place.known().get().on(platform));
      } else {
        JsonNode blob = blobs.next();
        var layer =
            new StoredImage.Layer(
                place.part().role(),
                OciLayout.digest(blob.path("digest")),
                blob.path("size").asLong(),
                OciLayout.digest(diffIds.next()),
                Optional.empty());
        AtomicFile.move(made.blob(layer.digest()), layout.blob(layer.digest()));
        layout.remember(place.content(), layer);
        layers.add(layer.on(platform));
      }
    }
    return layers;
  }

  private StoredImage written(
      Digest key, ImageDocuments documents, Optional<Base> base, ImageContents contents)
      throws IOException {
    List<StoredImage.Platform> platforms = new ArrayList<>();
    List<String> manifests = new ArrayList<>();
    for (Optional<Base.Platform> under : under(base)) {
      String config = documents.config(under);
      String manifest = documents.manifest(config, under);
      layout.write(config);
      layout.write(manifest);
      manifests.add(manifest);
      platforms.add(
          new StoredImage.Platform(Digest.of(manifest), Digest.of(config), layers(under)));
    }
    Optional<Base> several = base.filter(Base::isIndex);
    String top =
        several.map(it -> ImageDocuments.index(it, manifests)).orElseGet(manifests::getFirst);
    layout.write(top);
    StoredImage stored =
        new StoredImage(
            Digest.of(top),
            base.map(it -> it.name().text()),
            platforms,
            documents.layers(),
            contents.runtime(),
            contents.libraries());
    List<String> parts = several.isPresent() ? manifests : List.of();
    layout.record(key, stored, new ImageBlobs(top, parts, List.of()).descriptor());
    return stored;
  }

  private static List<Optional<Base.Platform>> under(Optional<Base> base) {
    return base.isEmpty()
        ? List.of(Optional.empty())
        : base.get().platforms().stream().map(Optional::of).toList();
  }

  private static List<StoredImage.BaseLayer> layers(Optional<Base.Platform> base)
      throws IOException {
    List<StoredImage.BaseLayer> layers = new ArrayList<>();
    for (JsonNode layer : base.map(Base.Platform::layers).orElse(List.of())) {
      layers.add(
          new StoredImage.BaseLayer(
              OciLayout.digest(layer.path("digest")), layer.path("size").asLong()));
    }
    return layers;
  }
}
