package dev.millwright.cli.command;

import dev.millwright.builder.Destination;
import dev.millwright.builder.ImageBuilder;
import dev.millwright.builder.ImageName;
import dev.millwright.builder.Origin;
import dev.millwright.builder.OwnImage;
import dev.millwright.builder.Publisher;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.RemoteRegistries;
import dev.millwright.builder.signature.SigningKey;
import dev.millwright.cli.build.BuildProgress;
import dev.millwright.cli.build.ImageBuilds;
import dev.millwright.cli.build.Outcome;
import dev.millwright.cli.build.Place;
import dev.millwright.cli.daemon.LocalBuilder;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes the image of Millwright itself, from the distribution that this process runs from.
///
/// @param variables of this process
/// @param key to sign by
record OwnBuild(
    Console console, Output output, Map<String, String> variables, Optional<SigningKey> key) {
  /// @param reused whether it was there
  /// @param state `built`, `sent` or `reused`
  /// @param name its repository and tag by key
  /// @param release the same by the release's tag
  /// @param base what it stands on, with its digest
  record Line(
      String image,
      String key,
      String manifest,
      boolean reused,
      String state,
      String name,
      String release,
      String base,
      String why) {}

  /// @param base the name of an image with a Java; a tag is looked up
  ExitCode of(String base, Place place) throws IOException, InterruptedException {
    ImageReference under = pinned(reference(base));
    ImageBuilder builder = LocalBuilder.of(StateFolder.ofNoProject(variables));
    OwnImage image = builder.own(under);
    BuildProgress progress = new BuildProgress(console, 1);
    try (Destination destination = place.open(variables, key)) {
      Outcome.Made outcome =
          new ImageBuilds(1)
              .all(List.of(image.spec()), _ -> made(builder, image, destination, progress))
              .getFirst();
      progress.close();
      return reported(image, outcome);
    }
  }

  private static ImageReference reference(String base) {
    try {
      return new ImageReference(base);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.WRONG_INPUT, "`" + base + "` names no image", "");
    }
  }

  private ImageReference pinned(ImageReference base) {
    if (base.digest().isPresent()) {
      return base;
    }
    var registries = new RemoteRegistries(Credentials.ofUser(variables));
    ImageReference found = new ImageReference(base.by(registries.digest(base)));
    console.say(Console.literal(base.text()) + " is " + Console.literal(found.text()));
    return found;
  }

  private static Outcome.Made made(
      ImageBuilder builder, OwnImage image, Destination destination, BuildProgress progress)
      throws IOException {
    var publisher = new Publisher(builder, destination, new Origin.Release(image.release()));
    String name = Outcome.name(image.spec());
    Outcome.Made outcome =
        Outcome.of(
            image.spec(),
            publisher.publish(
                image.spec(),
                () -> {
                  progress.builds(name);
                  return new Checked.Ok<>(new TreeMap<>(), List.of());
                },
                image.release()));
    destination.complete();
    progress.ends(name);
    return outcome;
  }

  private ExitCode reported(OwnImage image, Outcome.Made outcome) {
    switch (outcome) {
      case Outcome.Done done -> report(image, done);
      case Outcome.Failed it -> throw new CommandFailure(ExitCode.FAILED, it.message(), it.hint());
      case Outcome.Rejected it -> throw new IllegalStateException("no source: " + it.errors());
    }
    return ExitCode.OK;
  }

  private void report(OwnImage image, Outcome.Done done) {
    Line line = line(image, done);
    switch (output) {
      case json -> console.json(List.of(line));
      case text -> console.data(BuildReport.text(done, line.release()));
    }
  }

  private static Line line(OwnImage image, Outcome.Done done) {
    ImageName name = ImageName.of(image.spec());
    return new Line(
        done.name(),
        image.spec().key().hex(),
        done.manifest().hex(),
        done.state().equals("reused"),
        done.state(),
        name.toString(),
        new ImageName(name.repository(), image.release()).toString(),
        image.spec().base().orElseThrow(),
        done.why());
  }
}
