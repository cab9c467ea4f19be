package dev.millwright.spec.schema;

import dev.millwright.spec.Kind;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The reference of the language in Markdown: a page a kind, and one that leads to them.
public final class ReferencePage {
  private static final String CLASSES =
      """
      How far a change of a field goes: **contract** is what others rely on, and makes a new version of the component and of all that use it; **behaviour** makes a
      new version, too; **operational** is applied in place; **documentation** changes nothing that runs.
      """;

  private static final String NOT_EXECUTED = " *Nothing executes it yet.*";
  private static final String NOT_TAKEN = " *Nothing executes it yet, so a platform refuses it.*";

  private final StringBuilder text = new StringBuilder();

  private ReferencePage() {}

  /// The page of a kind.
  public static String of(Schemas schemas, Kind kind) {
    ReferencePage page = new ReferencePage();
    Explanation all = Explanation.of(schemas, kind);
    page.text.append("# ").append(kind.word()).append("\n\n").append(all.description());
    page.text.append(" Generated from its schema.\n\n").append(CLASSES).append('\n');
    all.fields().stream().filter(field -> field.path().endsWith(".spec")).forEach(page::section);
    return page.text.toString();
  }

  /// The page that leads to all kinds.
  public static String index(Schemas schemas) {
    String kinds =
        Arrays.stream(Kind.values())
            .map(
                kind ->
                    "- [%s](%s): %s"
                        .formatted(
                            kind.word(), file(kind), Explanation.of(schemas, kind).description()))
            .collect(Collectors.joining("\n"));
    ReferencePage page = new ReferencePage();
    Explanation.of(schemas, Kind.FEATURE_SET).fields().stream()
        .filter(field -> field.path().endsWith(".metadata"))
        .forEach(page::table);
    return """
        # Reference

        Every field of every kind. `millwright explain featureset.spec.aggregate` tells the same on a terminal; `millwright schema` gives it to an editor.

        %s
        - [Types](types.md), [expressions](expressions.md), the [lock file](lock.md), the [compatibility](compatibility.md) of contracts, the [causes](causes.md) of what hangs on a cluster, and the [rules](rules.md) that a commit can break

        ## What all kinds have

        `apiVersion: millwright.dev/v1`, `kind`, `metadata` and `spec`. In `metadata`:

        %s
        A *reference* is the name of another resource, of the kind that its field asks for. Behind it may stand the `metadata.version` that it was written
        against, such as `flight-features@1.2.0`, and in front of a feature `origin-delays@1.2.0.delay_avg_24h`. A commit in which the two differ is refused
        ([MW1210](rules.md)). The pin is of class documentation, whatever the class of its field: to write, move or delete one changes nothing that runs.
        """
        .formatted(kinds, page.text.toString().strip() + "\n");
  }

  /// The file name of a kind's page.
  public static String file(Kind kind) {
    return Schemas.file(kind).replace(".json", ".md");
  }

  private void section(Explanation field) {
    text.append("## `").append(local(field)).append("`\n\n").append(field.description());
    text.append("\n\n");
    table(field);
    field.fields().stream().filter(below -> !below.fields().isEmpty()).forEach(this::section);
  }

  private void table(Explanation field) {
    if (field.fields().isEmpty()) {
      return;
    }
    text.append(
        "| field | what | needed | class | meaning | example |\n|---|---|---|---|---|---|\n");
    field.fields().forEach(this::row);
    text.append('\n');
  }

  private void row(Explanation field) {
    String name = field.path().substring(field.path().lastIndexOf('.') + 1);
    text.append(
        "| `%s` | %s | %s | %s | %s | %s |\n"
            .formatted(
                name,
                cell(field.type()),
                needed(field),
                field.effect().word(),
                cell(field.description()) + executed(field),
                field.examples().stream()
                    .limit(1)
                    .map(ReferencePage::code)
                    .collect(Collectors.joining())));
  }

  private static String executed(Explanation field) {
    if (field.executed()) {
      return "";
    }
    return field.taken() ? NOT_EXECUTED : NOT_TAKEN;
  }

  private static String needed(Explanation field) {
    return switch (field.required()) {
      case YES -> "yes";
      case ONE_OF -> "one of these";
      case NO -> field.standard().map(value -> "default " + code(value)).orElse("no");
    };
  }

  private static String local(Explanation field) {
    return field.path().substring(field.path().indexOf('.') + 1);
  }

  private static String code(JsonNode value) {
    return "`" + cell(value.isString() ? value.asString() : value.toString()) + "`";
  }

  private static String cell(String words) {
    return words.replace("|", "\\|").replace("\n", " ");
  }
}
