package dev.millwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.cli.command.MillwrightCommand;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.serving.golden.GoldenRequests;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.lock.LocatedLock;
import dev.millwright.spec.lock.LockReader;
import dev.millwright.spec.lock.LockText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// The documentation keeps its word: links lead somewhere, every command can be typed, and
/// resources that are shown whole compile.
final class DocsTest {
  private static final Pattern WORD = Pattern.compile("(\"[^\"]*\"|[^\\s\"])+");
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]+\\]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern JAVA = Pattern.compile("```java\\n(package .*?)```", Pattern.DOTALL);
  private static final Pattern CLASS =
      Pattern.compile("package ([\\w.]+);.*?public final class (\\w+)", Pattern.DOTALL);
  private static final Pattern SOURCE = Pattern.compile("(?m)^  source: (\\S+)$");
  private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern RESOURCE =
      Pattern.compile("(?m)^kind: (\\S+)\\nmetadata:\\n  name: (\\S+)$");
  private static final Pattern COMMAND =
      Pattern.compile("(?:^|&& |\\$ |\\n)(?:\\./)?millwright ([^\\n&#|]*)");

  @TempDir Path temporary;

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
          Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "example-repo/README.md")
              .map(ROOT::resolve),
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
      assertThat(line().parseArgs(words(command)).hasSubcommand()).as(command).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void examples_in_help_can_be_typed(String command) {
    assertThat(line().parseArgs(words(command)).hasSubcommand()).isTrue();
  }

  /// What the shell hands over: without where the output goes and what runs after it.
  private static String[] words(String command) {
    return WORD.matcher(command.split(" (>|\\|\\|) ", 2)[0])
        .results()
        .map(word -> word.group().replace("\"", ""))
        .toArray(String[]::new);
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

  @ParameterizedTest
  @MethodSource("wholeResources")
  void resources_that_are_shown_whole_compile_in_the_example(String page, String block)
      throws IOException {
    copyExampleWithout(named(block));
    Files.writeString(temporary.resolve("shown.yaml"), block);
    copyClasses(page, block);
    Checked<Compilation> compiled =
        new Compiler().compile(WorkTree.at(temporary), environment(block));
    assertThat(compiled.findings()).as(page).isEmpty();
    assertThat(compiled).as(page).isInstanceOf(Checked.Ok.class);
  }

  @ParameterizedTest
  @MethodSource("goldenRequests")
  void golden_requests_that_are_shown_can_be_read(String page, String block) throws Exception {
    assertThat(GoldenRequests.read(page, block).cases()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("locks")
  void locks_that_are_shown_are_written_so(String page, String block) {
    var read = LockReader.read(page, block.getBytes(StandardCharsets.UTF_8));
    assertThat(read).as(page).isInstanceOf(Checked.Ok.class);
    assertThat(LockText.of(((Checked.Ok<LocatedLock>) read).value().lock())).endsWith(block);
  }

  static Stream<Arguments> locks() throws IOException {
    return blocks(block -> block.startsWith("version: 1\n"));
  }

  static Stream<Arguments> wholeResources() throws IOException {
    return blocks(block -> block.startsWith("apiVersion:"));
  }

  static Stream<Arguments> goldenRequests() throws IOException {
    return blocks(block -> block.startsWith("- name:") && block.contains("expect:"));
  }

  private static Stream<Arguments> blocks(Predicate<String> chosen) throws IOException {
    List<Arguments> blocks = new ArrayList<>();
    for (Path page : pages().toList()) {
      YAML.matcher(Files.readString(page))
          .results()
          .map(block -> block.group(1))
          .filter(chosen)
          .forEach(block -> blocks.add(Arguments.of(ROOT.relativize(page).toString(), block)));
    }
    return blocks.stream();
  }

  /// What a block defines, as `Kind/name`; one that the example defines as well takes its place.
  private static List<String> named(String block) {
    return RESOURCE
        .matcher(block)
        .results()
        .map(resource -> resource.group(1) + "/" + resource.group(2))
        .toList();
  }

  /// An environment is compiled as itself, anything else as the example's own.
  private static Name environment(String block) {
    return named(block).stream()
        .filter(name -> name.startsWith("Environment/"))
        .findFirst()
        .map(name -> Name.of(name.substring("Environment/".length())))
        .orElse(Name.of("local"));
  }

  private void copyExampleWithout(List<String> shown) throws IOException {
    Path example = ROOT.resolve("example-repo");
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = temporary.resolve(example.relativize(file).toString());
        if (!file.toString().endsWith(".yaml")
            || named(Files.readString(file)).stream().noneMatch(shown::contains)) {
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  /// Classes that a page shows whole are the source of the functions that it shows, and compile.
  private void copyClasses(String page, String block) throws IOException {
    for (String java : shown(JAVA, Files.readString(ROOT.resolve(page)))) {
      Matcher named = CLASS.matcher(java);
      for (String source : shown(SOURCE, block)) {
        if (named.find()) {
          Path folder = temporary.resolve(source).resolve(named.group(1).replace('.', '/'));
          Path file = Files.createDirectories(folder).resolve(named.group(2) + ".java");
          Files.writeString(file, java);
          int status =
              ToolProvider.getSystemJavaCompiler()
                  .run(null, null, null, "-d", temporary.toString(), file.toString());
          assertThat(status).as(page).isZero();
        }
      }
    }
  }

  private static List<String> shown(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
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
