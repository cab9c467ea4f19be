package dev.millwright.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/// A command that is named is the only one, and is what it is among all.
final class MillwrightCommandTest {
  private static final Set<String> OF_ALL = Set.of("help", "generate-completion");

  @TestFactory
  Stream<DynamicTest> a_named_command_stands_alone() {
    return line().getSubcommands().entrySet().stream()
        .filter(it -> !OF_ALL.contains(it.getKey()))
        .map(it -> DynamicTest.dynamicTest(it.getKey(), () -> isAlone(it)));
  }

  private static void isAlone(Map.Entry<String, CommandLine> among) {
    String name = among.getKey();
    Map<String, CommandLine> alone = line(name, "--help").getSubcommands();
    assertThat(alone.keySet()).containsExactly(name);
    assertThat(alone.get(name).getUsageMessage()).isEqualTo(among.getValue().getUsageMessage());
  }

  @Test
  void what_tells_of_all_commands_has_them_all() {
    Set<String> all = line().getSubcommands().keySet();
    assertThat(all).hasSizeGreaterThan(20);
    OF_ALL.forEach(it -> assertThat(line(it).getSubcommands().keySet()).isEqualTo(all));
    assertThat(line("--help").getSubcommands().keySet()).isEqualTo(all);
    assertThat(line("validat").getSubcommands().keySet()).isEqualTo(all);
  }

  private static CommandLine line(String... arguments) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return MillwrightCommand.line(nowhere, nowhere, arguments);
  }
}
