package dev.millwright.builder.registry;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.util.Set;

/// A registry and the path in it below which images are.
///
/// @param host with its port, if it is not the usual one
/// @param path without a slash at its ends; empty for the registry itself
/// @param plain whether HTTP is spoken, without TLS
public record RegistryAddress(String host, String path, boolean plain) {
  private static final String HTTP = "http://";
  private static final String HTTPS = "https://";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /// Reads `HOST[:PORT]/PATH`. This machine is spoken to without TLS and any other with it, unless
  /// `http://` or `https://` stands before it.
  ///
  /// @throws IllegalArgumentException with a sentence for people
  public static RegistryAddress parse(String text) {
    String name = text;
    for (String scheme : Set.of(HTTP, HTTPS)) {
      name = name.startsWith(scheme) ? name.substring(scheme.length()) : name;
    }
    int slash = name.indexOf('/');
    String host = slash < 0 ? name : name.substring(0, slash);
    if (slash < 0 || !isHost(host)) {
      throw refused(text);
    }
    try {
      var reference = ImageReference.parse(name);
      if (reference.getDigest().isPresent() || name.lastIndexOf(':') > slash) {
        throw refused(text);
      }
      boolean plain = text.startsWith(HTTP) || (isThisMachine(host) && !text.startsWith(HTTPS));
      return new RegistryAddress(reference.getRegistry(), reference.getRepository(), plain);
    } catch (InvalidImageReferenceException e) {
      throw refused(text);
    }
  }

  /// The registry of an image's name, itself. `name` without a host is Docker Hub's.
  static RegistryAddress of(ImageReference image) {
    String host = image.getRegistry();
    return new RegistryAddress(host, "", isThisMachine(host));
  }

  /// The reference of an image below the path, as everybody writes it.
  public String reference(String name, String tag) {
    return host + "/" + repository(name) + ":" + tag;
  }

  String repository(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  private static boolean isHost(String text) {
    return text.contains(".") || text.contains(":") || text.equals("localhost");
  }

  private static boolean isThisMachine(String host) {
    return THIS_MACHINE.contains(host.replaceFirst(":\\d+$", ""));
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "`" + text + "` is no place in a registry: write HOST[:PORT]/PATH, without a tag");
  }
}
