package dev.millwright.cli.command;

import dev.millwright.builder.Destination;
import dev.millwright.builder.Origin;
import dev.millwright.builder.Pruning.Needs;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.ForeignImages;
import dev.millwright.builder.registry.Registry;
import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.builder.signature.SigningKey;
import dev.millwright.cli.build.BuildProgress;
import dev.millwright.cli.build.ContainerImages;
import dev.millwright.cli.build.ImageRun;
import dev.millwright.cli.build.KeptImages;
import dev.millwright.cli.build.NeededImages;
import dev.millwright.cli.build.Outcome;
import dev.millwright.cli.build.Place;
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
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    header = "Builds the images of a commit that are not there yet.",
    description = {
      "An image's name follows from what it is made of: the same commit gives the same name and the"
          + " same bytes on any machine. What is there under its name is neither built nor sent.",
      "Without --to, images stay on this machine.",
      "With --own, it is the image of Millwright itself, as a cluster runs it; no project is needed.",
      "With --prune, nothing is built: it lists images in the registry that nobody needs any more."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millwright build example-repo",
      "  millwright build --commit HEAD~1",
      "  millwright build --push --to registry.example.com/flights",
      "  millwright build --push -e production         to the registry of the environment",
      "  millwright build --push --to localhost:5000/flights",
      "  millwright build --to oci:images              a folder in the layout of OCI images",
      "  millwright build --to tar:images.tar          one file, for `podman load` or `skopeo`",
      "  millwright build --model delay --push --to localhost:5000/flights",
      "  millwright build --own --base eclipse-temurin:25-jre --push --to localhost:5000/millwright",
      "  millwright build --push --to localhost:5000/flights --sign-key sign.pem",
      "  millwright build --verify-key sign.pub --to localhost:5000/flights",
      "  millwright build --prune --to localhost:5000/flights",
      "  millwright build --prune --to localhost:5000/flights --delete 20"
    })
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
      names = "--push",
      description = "Send images to a registry: that of --to, or the environment's.")
  private boolean push;

  @Option(
      names = "--to",
      paramLabel = "PLACE",
      description = "HOST[:PORT]/PATH with --push, oci:FOLDER, or tar:FILE.")
  private Optional<String> to = Optional.empty();

  @Mixin private OwnOptions own = new OwnOptions();

  @Mixin private SignOptions sign = new SignOptions();

  @Mixin private PruneOptions prune = new PruneOptions();

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Output output = Output.text;

  BuildCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      return asked().status();
    } catch (RegistryFailure e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), e.hint());
    }
  }

  private ExitCode asked() throws IOException, InterruptedException {
    if (own.asked()) {
      return ofMillwright();
    }
    own.refuseBase();
    model.refuseRun();
    if (prune.asked()) {
      return pruned();
    }
    prune.refuseAlone();
    return sign.isToVerify() ? verified() : ofProject();
  }

  private ExitCode verified() throws IOException {
    var check = new SignatureCheck(console, output, sign.verifying());
    Optional<RegistryAddress> named = to.map(BuildTarget::registry);
    try (Commit source = Commit.at(project.location(), commit)) {
      Compilation compilation = compiled(source);
      RegistryAddress address = named.orElseGet(() -> BuildTarget.registry(compilation));
      return check.of(compilation.images().values(), address, System.getenv());
    }
  }

  private ExitCode ofMillwright() throws IOException, InterruptedException {
    if (project.isNamed() || !commit.equals("HEAD") || prune.asked() || sign.isToVerify()) {
      throw BuildTarget.refused("--own is of no project and no commit", "leave them out");
    }
    String base = own.base();
    Place place = OwnOptions.place(to, push);
    return new OwnBuild(console, output, System.getenv(), sign.key(push)).of(base, place);
  }

  private ExitCode pruned() throws IOException {
    Optional<RegistryAddress> named = to.map(BuildTarget::registry);
    try (Commit source = Commit.at(project.location(), commit)) {
      RegistryAddress address = named.orElseGet(() -> BuildTarget.registry(compiled(source)));
      var images =
          new NeededImages(
              source.repository().orElseThrow(),
              project.location(),
              lock.before(),
              System.getenv());
      Needs kept = prune.kept().and(KeptImages.of(project.state()));
      return new PruneRun(console, output, images.find(), kept, images.isShallow())
          .in(address, prune.budget(), System.getenv());
    }
  }

  private ExitCode ofProject() throws IOException, InterruptedException {
    Optional<SigningKey> key = sign.key(push);
    try (Commit source = Commit.at(project.location(), commit)) {
      Compilation compilation = compiled(source);
      Optional<Place> place = BuildTarget.of(to, push, compilation.environment().registry());
      List<Outcome> outcomes = new ArrayList<>();
      if (model.model().isPresent()) {
        ModelBuild one = ModelBuild.of(compilation, source.tree(), project.state(), model);
        outcomes.addAll(built(List.of(one.spec()), _ -> one.read(), source, place, key));
      } else {
        outcomes.addAll(built(compilation, source, place, key));
        outcomes.addAll(containers().of(compilation.release()));
      }
      new BuildReport(console, output).print(outcomes);
      return BuildFailures.of(outcomes, source.tree(), console);
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

  private List<Outcome.Made> built(
      Compilation compilation, Commit source, Optional<Place> place, Optional<SigningKey> key)
      throws IOException, InterruptedException {
    String revision = source.tree().revision().orElseThrow();
    BuilderImages images = images(source);
    return built(
        compilation.images().values(), spec -> images.sources(spec, revision), source, place, key);
  }

  private BuilderImages images(Commit source) {
    return new BuilderImages(
        LocalBuilder.of(project.state()),
        source.repository().orElseThrow(),
        project.location().path(),
        Hubs.catalogs());
  }

  private List<Outcome.Made> built(
      Collection<ImageSpec> specs,
      Function<ImageSpec, Checked<SortedMap<String, byte[]>>> sources,
      Commit source,
      Optional<Place> place,
      Optional<SigningKey> key)
      throws IOException, InterruptedException {
    BuilderImages images = images(source);
    String revision = source.tree().revision().orElseThrow();
    var progress = new BuildProgress(console, specs.size());
    var run = new ImageRun(images.builder(), origin(images, revision), sources, progress);
    try {
      if (place.isEmpty()) {
        return run.of(specs, Optional.empty());
      }
      try (Destination destination = place.get().open(System.getenv(), key)) {
        return run.of(specs, Optional.of(destination));
      }
    } finally {
      progress.close();
    }
  }

  private static ContainerImages containers() {
    Credentials credentials = Credentials.ofUser(System.getenv());
    return new ContainerImages(new ForeignImages(credentials, Registry.Patience.USUAL));
  }

  private Origin origin(BuilderImages images, String revision) {
    String remote = images.repository().getConfig().getString("remote", "origin", "url");
    var of = new Origin.Commit(Optional.ofNullable(remote), revision, images.projectPath());
    return model.model().<Origin>map(it -> new Origin.Model(of, Name.of(it))).orElse(of);
  }
}
