package dev.millwright.spec.yaml;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/// What a plain scalar is: the core schema of YAML 1.2. So `yes` and `12:30` are texts, `0100` is a
/// hundred, and a key `on` is a key.
final class CoreResolver extends Resolver {
  static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
  static final Pattern BOOL = Pattern.compile("true|True|TRUE|false|False|FALSE");
  static final Pattern INT = Pattern.compile("[-+]?[0-9]+");
  static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  @Override
  protected void addImplicitResolvers() {
    addImplicitResolver(Tag.BOOL, BOOL, "tTfF", 5);
    addImplicitResolver(Tag.INT, INT, "-+0123456789");
    addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
    addImplicitResolver(Tag.NULL, NULL, "~nN\0", 4);
    addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
  }
}
