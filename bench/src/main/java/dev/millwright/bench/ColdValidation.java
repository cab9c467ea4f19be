package dev.millwright.bench;

import dev.millwright.bench.ColdCommand.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `millwright validate` as a user waits for it: through the launcher, the JVM's start included,
/// its AOT cache there already. Arguments: how many resources the generated project has, how many
/// runs, and further sizes that are measured once.
///
/// The system property `bench.kubeconform` names a peer that checks the same files against the same
/// schemas, and nothing beyond them.
public final class ColdValidation {
  private final String launcher = Path.of("millwright").toAbsolutePath().toString();

  private ColdValidation() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int resources = Integer.parseInt(arguments[0]);
    int runs = Integer.parseInt(arguments[1]);
    ColdValidation validation = new ColdValidation();
    Measured example = validation.command(ExampleProject.folder()).measure(runs);
    line("validate example-repo", example).aim("400 ms").print();
    Measured bare = validation.withoutCache(ExampleProject.folder()).measure(runs);
    line("the same without an AOT cache", bare).aim("1 s").print();
    try (Temporary project = Temporary.folder("project")) {
      new GeneratedProject(project.folder()).write(resources);
      Measured ours = validation.command(project.folder()).measure(runs);
      line(name(resources, "generated"), ours).print();
      peer(project.folder(), runs, ours);
    }
    for (String size : Arrays.asList(arguments).subList(2, arguments.length)) {
      validation.grown(Integer.parseInt(size));
    }
  }

  private void grown(int resources) throws IOException, InterruptedException {
    try (Temporary project = Temporary.folder("project")) {
      new GeneratedProject(project.folder()).writeLean(resources);
      Measured measured = command(project.folder()).measure(1);
      String each = Line.time((double) measured.nanos() / resources);
      line(name(resources, "lean"), measured).aim(each + " a resource").print();
    }
  }

  private static void peer(Path project, int runs, Measured ours)
      throws IOException, InterruptedException {
    Optional<String> program =
        Optional.ofNullable(System.getProperty("bench.kubeconform")).filter(it -> !it.isEmpty());
    if (program.isEmpty()) {
      System.out.println("kubeconform: skipped, since KUBECONFORM names no program");
      return;
    }
    try (Temporary schemas = Temporary.folder("schemas")) {
      PeerSchemas.write(schemas.folder());
      Measured peer =
          new ColdCommand(
                  List.of(
                      program.get(),
                      "-n",
                      String.valueOf(Runtime.getRuntime().availableProcessors()),
                      "-schema-location",
                      schemas.resolve("{{.ResourceKind}}.json").toString(),
                      project.toString()))
              .measure(runs);
      double ratio = (double) ours.nanos() / peer.nanos();
      line("kubeconform, the same files", peer)
          .aim(Line.number("validate takes %.2f × this", ratio))
          .print();
    }
  }

  private static String name(int resources, String which) {
    return "validate " + Line.number("%,.0f", resources) + " " + which + " resources";
  }

  private static Line line(String name, Measured measured) {
    return Line.of(name, Line.time(measured.nanos())).resident(measured.peak());
  }

  private ColdCommand command(Path project) {
    return new ColdCommand(List.of(launcher, "validate", project.toString()));
  }

  /// The launcher does without one where it cannot make the folder for it.
  private ColdCommand withoutCache(Path project) {
    return new ColdCommand(command(project).words(), Map.of("XDG_CACHE_HOME", "/dev/null"));
  }
}
