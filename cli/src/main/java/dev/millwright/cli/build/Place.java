package dev.millwright.cli.build;

import dev.millwright.builder.Destination;
import dev.millwright.builder.LayoutDestination;
import dev.millwright.builder.RegistryDestination;
import dev.millwright.builder.TarDestination;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.Registry;
import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.builder.signature.SigningKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where `--to` points.
public sealed interface Place {
  String LAYOUT = "oci:";
  String ARCHIVE = "tar:";

  record InRegistry(RegistryAddress address) implements Place {}

  record InLayout(Path folder) implements Place {}

  record InArchive(Path file) implements Place {}

  /// Reads `HOST/PATH`, `oci:FOLDER` or `tar:FILE`.
  ///
  /// @throws IllegalArgumentException with a sentence for people
  static Place parse(String text) {
    if (text.equals(LAYOUT) || text.equals(ARCHIVE)) {
      throw new IllegalArgumentException("`" + text + "` names nothing after its colon");
    }
    if (text.startsWith(LAYOUT)) {
      return new InLayout(Path.of(text.substring(LAYOUT.length())));
    }
    if (text.startsWith(ARCHIVE)) {
      return new InArchive(Path.of(text.substring(ARCHIVE.length())));
    }
    return new InRegistry(RegistryAddress.parse(text));
  }

  /// For the caller to close.
  ///
  /// @param variables of this process, which say where logins are
  /// @param key to sign by, where there is a registry
  default Destination open(Map<String, String> variables, Optional<SigningKey> key) {
    return switch (this) {
      case InRegistry(var address) ->
          new RegistryDestination(
              Registry.at(address, Credentials.ofUser(variables), Registry.Patience.USUAL), key);
      case InLayout(var folder) -> new LayoutDestination(folder);
      case InArchive(var file) -> new TarDestination(file);
    };
  }
}
