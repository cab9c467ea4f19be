package dev.millwright.cli.daemon;

import dev.millwright.builder.BuilderFolders;
import dev.millwright.builder.ImageBuilder;
import dev.millwright.builder.registry.BaseRegistries;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.Registry;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.project.Hubs;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.cli.python.IndexLogins;
import java.nio.file.Path;

/// The builder of this machine: images in a project's state folder, from the distribution that this
/// process runs from.
public final class LocalBuilder {
  private LocalBuilder() {}

  public static ImageBuilder of(StateFolder state) {
    return new ImageBuilder(
        new BuilderFolders(
            state.root().resolve("images"),
            state.root().resolve("layers"),
            Hubs.cache(System.getenv()).resolve("layers"),
            distribution(),
            maven()),
        new BaseRegistries(Credentials.ofUser(System.getenv()), Registry.Patience.USUAL),
        new IndexLogins(System.getenv(), Path.of(System.getProperty("user.home"))));
  }

  /// The user's Maven folder.
  public static Path maven() {
    return Path.of(System.getProperty("user.home"), ".m2");
  }

  /// The distribution's folder.
  ///
  /// @throws CommandFailure when this process was not started from one
  public static Path distribution() {
    String home = System.getProperty("millwright.home", "");
    if (home.isEmpty()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "this process does not know its distribution",
          "start it by the `millwright` script");
    }
    return Path.of(home);
  }
}
