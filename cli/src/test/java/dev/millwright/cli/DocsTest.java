package dev.millwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.command.MillwrightCommand;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// The documentation keeps its word: links lead somewhere, and every command can be typed.
final class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]+\\]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile("(?:^|&& |\\$ |\\n)(?:\\./)?millwright ([^\\n&#|]*)");

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
          Stream.of("README.md", "CONTRIBUTING.md", "example-repo/README.md").map(ROOT::resolve),
          docs.filter(page -> page.toString().endsWith(".md")))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_lead_somewhere(Path page) throws IOException {
    Matcher link = LINK.matcher(Files.readString(page));
    while (link.find()) {
      assertThat(page.resolveSibling(link.group(1))).as("%s in %s", link.group(), page).exists();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void commands_can_be_typed(Path page) throws IOException {
    for (String command : commands(Files.readString(page))) {
      CommandLine line = line();
      assertThat(Arrays.asList(command.split(" +"))).as(command).isNotEmpty();
      line.parseArgs(command.split(" +"));
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void examples_in_help_can_be_typed(String command) {
    assertThat(line().parseArgs(command.split(" +")).hasSubcommand()).isTrue();
  }

  static Stream<String> examples() {
    return line().getSubcommands().values().stream()
        .flatMap(command -> Arrays.stream(command.getCommandSpec().usageMessage().footer()))
        .map(footer -> footer.strip().split(" {2,}", 2)[0])
        .flatMap(footer -> Arrays.stream(footer.split(" && ")))
        .filter(footer -> footer.startsWith("millwright "))
        .map(footer -> footer.substring("millwright ".length()));
  }

  @Test
  void the_example_compiles_for_each_of_its_environments() {
    for (String environment : List.of("local", "local-full", "production")) {
      var compiled =
          new Compiler().compile(WorkTree.at(ROOT.resolve("example-repo")), Name.of(environment));
      assertThat(compiled).as(environment).isInstanceOf(Checked.Ok.class);
    }
  }

  private static List<String> commands(String page) {
    List<String> commands = new ArrayList<>();
    Matcher shell = SHELL.matcher(page);
    while (shell.find()) {
      Matcher command = COMMAND.matcher(shell.group(1));
      while (command.find()) {
        commands.add(command.group(1).strip());
      }
    }
    return commands;
  }

  private static CommandLine line() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    CommandLine line = MillwrightCommand.line(nowhere, nowhere);
    line.registerConverter(
        Name.class,
        text -> {
          try {
            return Name.of(text);
          } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
          }
        });
    return line;
  }
}
