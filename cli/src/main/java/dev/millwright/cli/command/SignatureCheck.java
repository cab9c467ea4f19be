package dev.millwright.cli.command;

import dev.millwright.builder.ImageName;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.Registry;
import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.builder.signature.VerifyingKey;
import dev.millwright.cli.build.Outcome;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sees whether images are in a registry, and signed by a key.
record SignatureCheck(Console console, Output output, VerifyingKey key) {
  /// @param state `signed`, `unsigned` or `missing`
  /// @param manifest absent for what is missing
  record Line(String image, String name, Optional<String> manifest, String state) {
    boolean isSigned() {
      return state.equals("signed");
    }
  }

  /// @param variables of this process, which say where logins are
  /// @throws CommandFailure when any is not signed
  ExitCode of(Collection<ImageSpec> specs, RegistryAddress address, Map<String, String> variables)
      throws IOException {
    List<Line> lines = new ArrayList<>();
    try (Registry registry =
        Registry.at(address, Credentials.ofUser(variables), Registry.Patience.USUAL)) {
      for (ImageSpec spec : specs) {
        lines.add(line(spec, registry));
      }
    }
    report(lines);
    long signed = lines.stream().filter(Line::isSigned).count();
    if (signed < lines.size()) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "%d of %d images are signed by this key".formatted(signed, lines.size()),
          "whoever has the private key says: millwright build --push --sign-key FILE");
    }
    return ExitCode.OK;
  }

  private Line line(ImageSpec spec, Registry registry) throws IOException {
    ImageName name = ImageName.of(spec);
    Optional<Digest> found = registry.find(name.repository(), name.tag());
    String state =
        found.isEmpty()
            ? "missing"
            : registry.isSigned(name.repository(), found.get(), key) ? "signed" : "unsigned";
    return new Line(Outcome.name(spec), name.toString(), found.map(Digest::hex), state);
  }

  private void report(List<Line> lines) {
    switch (output) {
      case json -> console.json(lines);
      case text ->
          lines.forEach(
              it -> console.data("%-8s %-28s %s".formatted(it.state(), it.image(), it.name())));
    }
  }
}
