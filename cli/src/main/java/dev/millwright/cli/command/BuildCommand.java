package dev.millwright.cli.command;

import dev.millwright.builder.BuiltImage;
import dev.millwright.builder.DependencyFailure;
import dev.millwright.cli.daemon.BuilderImages;
import dev.millwright.cli.daemon.LocalBuilder;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.DiagnosticOutput;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.cli.output.Output;
import dev.millwright.cli.project.Commit;
import dev.millwright.cli.project.Hubs;
import dev.millwright.compiler.Compilation;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    header = "Builds the images of a commit that are not there yet.",
    footerHeading = "%nExamples:%n",
    footer = {"  millwright build example-repo", "  millwright build --commit HEAD~1"})
final class BuildCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectArgument project = new ProjectArgument();

  @Mixin private LockOption lock = new LockOption();

  @Option(
      names = "--commit",
      paramLabel = "REV",
      description = "The commit to build (default: ${DEFAULT-VALUE}).")
  private String commit = "HEAD";

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  BuildCommand(Console console) {
    this.console = console;
  }

  /// @param reused whether it was there
  record Line(String image, String key, String manifest, boolean reused, String why) {}

  @Override
  public Integer call() throws IOException {
    try (Commit source = Commit.at(project.location(), commit)) {
      Compilation compilation = compiled(source);
      var images =
          new BuilderImages(
              LocalBuilder.of(project.state()),
              source.repository().orElseThrow(),
              project.location().path(),
              Hubs.catalogs());
      List<Line> lines = new ArrayList<>();
      for (ImageSpec spec : compilation.images().values()) {
        lines.add(build(images, spec, source));
      }
      if (output == Output.json) {
        console.json(lines);
      }
      return ExitCode.OK.status();
    }
  }

  private Compilation compiled(Commit source) {
    Checked<Compilation> compiled = lock.compiler().compile(source.tree(), project.environment());
    new DiagnosticOutput(console, Output.text).say(source.tree(), compiled.findings());
    return switch (compiled) {
      case Checked.Ok<Compilation>(var compilation, var _) -> compilation;
      case Checked.Rejected<Compilation> _ ->
          throw new CommandFailure(
              ExitCode.WRONG_INPUT, commit + " does not compile; nothing was built", "");
    };
  }

  private Line build(BuilderImages images, ImageSpec spec, Commit source) throws IOException {
    try {
      return switch (images
          .builder()
          .build(spec, images.sources(spec, source.tree().revision().orElseThrow()))) {
        case Checked.Ok<BuiltImage>(var image, var _) -> print(spec, image);
        case Checked.Rejected<BuiltImage>(var errors) -> {
          new DiagnosticOutput(console, Output.text).say(source.tree(), errors);
          throw new CommandFailure(ExitCode.WRONG_INPUT, name(spec) + " does not compile", "");
        }
      };
    } catch (DependencyFailure e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), "");
    }
  }

  private Line print(ImageSpec spec, BuiltImage image) {
    if (output == Output.text) {
      console.data(
          "%-7s %-28s sha256:%s  %s"
              .formatted(
                  image.reused() ? "reused" : "built",
                  name(spec),
                  image.manifest().brief(),
                  image.why()));
    }
    return new Line(
        name(spec), spec.key().hex(), image.manifest().hex(), image.reused(), image.why());
  }

  private static String name(ImageSpec spec) {
    return spec.source()
        .map(ImageSpec.Source::path)
        .orElse(spec.role().name().toLowerCase(java.util.Locale.ROOT) + " runtime");
  }
}
