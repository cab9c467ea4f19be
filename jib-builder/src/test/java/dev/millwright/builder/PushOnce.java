package dev.millwright.builder;

import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.Registry;
import dev.millwright.builder.registry.RegistryAddress;
import java.nio.file.Path;
import java.util.Map;

/// Builds and sends one image in a process of its own, for a test to kill.
final class PushOnce {
  private PushOnce() {}

  static final Map<String, String> SOURCE = Map.of("A.java", "class A {}");

  /// @param arguments the workshop's folder, which must be there with `group:near:1`, and the
  ///   registry's host
  public static void main(String[] arguments) throws Exception {
    System.out.println(push(new Workshop(Path.of(arguments[0])), arguments[1]).manifest());
  }

  static PublishedImage push(Workshop workshop, String host) throws Exception {
    var credentials = new Credentials(Map.of(), workshop.root());
    var address = RegistryAddress.parse(host + "/team/flights");
    try (var to =
        new RegistryDestination(Registry.at(address, credentials, Registry.Patience.USUAL))) {
      var published =
          new Publisher(workshop.builder(), to, Workshop.ORIGIN)
              .publish(Workshop.job("key", "group:near:1"), Workshop.sources(SOURCE));
      return ((dev.millwright.spec.diagnostic.Checked.Ok<PublishedImage>) published).value();
    }
  }

  static ProcessBuilder process(Class<?> main, String... arguments) {
    var line =
        new java.util.ArrayList<>(
            java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    line.addAll(java.util.List.of(arguments));
    return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
  }
}
