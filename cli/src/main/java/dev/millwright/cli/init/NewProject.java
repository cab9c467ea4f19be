package dev.millwright.cli.init;

import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.ExitCode;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.schema.SchemaBundle;
import dev.millwright.spec.schema.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/// A new project in a folder of its own, with its own git repository and first commit.
///
/// @param folder must not exist yet, or be empty
public record NewProject(Path folder) {
  private static final List<String> FILES =
      List.of(
          "README.md",
          "project.yaml",
          "environments/local.yaml",
          "connection.yaml",
          "features/shop-waits.yaml",
          "features/order-outcomes.yaml",
          "features/order-features.yaml",
          "functions/train-wait.yaml",
          "functions/train-wait/orders/TrainWait.java",
          "models/wait.yaml",
          "graphs/predict-wait.yaml",
          "graphs/golden/predict-wait.yaml");

  /// Writes the files and makes the first commit.
  ///
  /// @throws CommandFailure when the folder holds something already
  public void create() throws IOException {
    refuseFull();
    make();
    for (String file : FILES) {
      write(file, template(file));
    }
    write("data/orders.csv", new SampleOrders().csv());
    // Under its own name the file would be an editor's for this repository.
    write(".vscode/settings.json", template("vscode-settings.json"));
    write(".millwright/schema.json", Json.write(SchemaBundle.of(new Schemas())) + "\n");
    commit();
  }

  private void refuseFull() throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          folder + " is a file",
          "name a new folder: millwright init my-project");
    }
    if (Files.exists(folder)) {
      try (Stream<Path> children = Files.list(folder)) {
        if (children.findAny().isPresent()) {
          throw new CommandFailure(
              ExitCode.WRONG_INPUT,
              folder + " is not empty",
              "name a new folder: millwright init my-project");
        }
      }
    }
  }

  private void make() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.WRONG_INPUT,
          "the folder " + folder + " cannot be made: " + reason(e),
          "name a folder that you may write to: millwright init my-project");
    }
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "you may not write there";
      case FileSystemException refused when refused.getReason() != null -> refused.getReason();
      default -> "something else is in its place, or the system does not allow it";
    };
  }

  private void write(String file, String text) throws IOException {
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    Files.writeString(target, text);
  }

  private static String template(String file) throws IOException {
    // Java sources carry a suffix among the resources, so that no tool takes them for this module's
    // own.
    String resource = file.endsWith(".java") ? file + ".txt" : file;
    try (InputStream text =
        NewProject.class.getResourceAsStream("/dev/millwright/cli/init/" + resource)) {
      if (text == null) {
        throw new IllegalStateException("no template " + resource);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void commit() throws IOException {
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      git.add().addFilepattern(".").call();
      git.commit().setMessage("First commit").setSign(false).call();
    } catch (GitAPIException e) {
      throw new IOException("git: " + e.getMessage(), e);
    }
  }
}
