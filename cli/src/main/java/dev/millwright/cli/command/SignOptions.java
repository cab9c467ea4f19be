package dev.millwright.cli.command;

import dev.millwright.builder.signature.KeyFailure;
import dev.millwright.builder.signature.SigningKey;
import dev.millwright.builder.signature.VerifyingKey;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// Whether `build` signs images, or looks whether they are signed.
final class SignOptions {
  @Option(
      names = "--sign-key",
      paramLabel = "FILE",
      description =
          "With --push: sign each image by this private key (PEM, P-256), as cosign does.")
  private Optional<Path> sign = Optional.empty();

  @Option(
      names = "--verify-key",
      paramLabel = "FILE",
      description = {
        "Build nothing, and see whether all images of the commit are in the registry and signed by"
            + " the private key of this public one."
      })
  private Optional<Path> verify = Optional.empty();

  /// @param push whether images go to a registry
  /// @throws CommandFailure when there is no such key, or it is for nothing
  Optional<SigningKey> key(boolean push) {
    if (sign.isPresent() && !push) {
      throw BuildTarget.refused("--sign-key signs what is in a registry", "add --push");
    }
    return sign.map(file -> read(file, SigningKey::read));
  }

  boolean isToVerify() {
    return verify.isPresent();
  }

  /// @throws CommandFailure when there is no such key
  VerifyingKey verifying() {
    return read(verify.orElseThrow(), VerifyingKey::read);
  }

  private static <K> K read(Path file, Function<Path, K> reader) {
    try {
      return reader.apply(file);
    } catch (KeyFailure e) {
      throw new CommandFailure(ExitCode.WRONG_INPUT, String.valueOf(e.getMessage()), e.hint());
    }
  }
}
