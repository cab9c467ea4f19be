package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.resource.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;

/// The jars of an image as a CycloneDX document. The same image gives the same text.
final class Sbom {
  static final String TYPE = "application/vnd.cyclonedx+json";

  private Sbom() {}

  static String of(ImageName name, StoredImage image) {
    Bom bom = new Bom();
    bom.setSerialNumber(
        "urn:uuid:" + UUID.nameUUIDFromBytes(image.manifest().hex().getBytes(UTF_8)));
    bom.setVersion(1);
    Metadata metadata = new Metadata();
    metadata.setTimestamp(null);
    metadata.setComponent(container(name, image));
    bom.setMetadata(metadata);
    List<Component> components = new ArrayList<>();
    image.base().ifPresent(it -> components.add(base(new ImageReference(it))));
    image.runtime().forEach(jar -> components.add(jar(jar)));
    image.libraries().forEach(jar -> components.add(jar(jar)));
    bom.setComponents(components);
    try {
      return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
    } catch (GeneratorException e) {
      throw new IllegalStateException("a list of jars is one for everybody", e);
    }
  }

  private static Component container(ImageName name, StoredImage image) {
    Component container = new Component();
    container.setType(Component.Type.CONTAINER);
    container.setName(name.repository());
    container.setVersion("sha256:" + image.manifest());
    container.setBomRef("image");
    return container;
  }

  /// The base as a whole: what is in it, its own document says.
  private static Component base(ImageReference base) {
    Component component = new Component();
    component.setType(Component.Type.CONTAINER);
    component.setName(base.text());
    component.setBomRef("base");
    base.digest().ifPresent(it -> component.addHash(new Hash(Hash.Algorithm.SHA_256, it.hex())));
    return component;
  }

  private static Component jar(StoredImage.Jar jar) {
    Component component = new Component();
    component.setType(Component.Type.LIBRARY);
    component.setName(jar.name());
    component.setBomRef(jar.name());
    component.addHash(new Hash(Hash.Algorithm.SHA_256, jar.sha256().hex()));
    jar.coordinate().ifPresent(it -> name(component, it));
    return component;
  }

  private static void name(Component component, String coordinate) {
    if (LockedDistribution.isPin(coordinate)) {
      LockedDistribution pin = LockedDistribution.of(coordinate, List.of());
      component.setName(pin.name());
      component.setVersion(pin.version());
      component.setPurl(purl(coordinate));
      return;
    }
    String[] parts = coordinate.split(":", -1);
    component.setGroup(parts[0]);
    component.setName(parts[1]);
    component.setVersion(parts[parts.length - 1]);
    component.setPurl(purl(coordinate));
  }

  /// @param coordinate `group:artifact[:extension[:classifier]]:version`, or `name==version` of
  ///   Python
  static String purl(String coordinate) {
    try {
      return LockedDistribution.isPin(coordinate) ? python(coordinate) : maven(coordinate);
    } catch (MalformedPackageURLException e) {
      throw new IllegalStateException("a resolved library has a name", e);
    }
  }

  private static String python(String coordinate) throws MalformedPackageURLException {
    LockedDistribution pin = LockedDistribution.of(coordinate, List.of());
    return new PackageURL("pypi", null, pin.name(), pin.version(), null, null).canonicalize();
  }

  private static String maven(String coordinate) throws MalformedPackageURLException {
    String[] parts = coordinate.split(":", -1);
    TreeMap<String, String> qualifiers = new TreeMap<>();
    qualifiers.put("type", parts.length > 3 ? parts[2] : "jar");
    if (parts.length > 4) {
      qualifiers.put("classifier", parts[3]);
    }
    return new PackageURL("maven", parts[0], parts[1], parts[parts.length - 1], qualifiers, null)
        .canonicalize();
  }
}
