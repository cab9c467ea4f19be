package dev.millwright.spec.yaml;

import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.NodeId;
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

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> BOOLS =
      Set.of("true", "True", "TRUE", "false", "False", "FALSE");
  private static final int LONGEST_NUMBER = 1024;

  /// The rules stand in [#resolve]: asked for every scalar, it is to be quick.
  @Override
  protected void addImplicitResolvers() {}

  @Override
  public Tag resolve(NodeId kind, String value, boolean implicit) {
    return switch (kind) {
      case sequence -> Tag.SEQ;
      case scalar -> implicit ? plain(value) : Tag.STR;
      case mapping, anchor -> Tag.MAP;
    };
  }

  private static Tag plain(String value) {
    char first = value.isEmpty() ? '~' : value.charAt(0);
    return switch (first) {
      case '~', 'n', 'N' -> NULLS.contains(value) ? Tag.NULL : Tag.STR;
      case 't', 'T', 'f', 'F' -> BOOLS.contains(value) ? Tag.BOOL : Tag.STR;
      case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(value);
      default -> Tag.STR;
    };
  }

  private static Tag number(String value) {
    if (value.length() > LONGEST_NUMBER) {
      return Tag.STR;
    }
    if (isDigits(value) || INT.matcher(value).matches()) {
      return Tag.INT;
    }
    return FLOAT.matcher(value).matches() ? Tag.FLOAT : Tag.STR;
  }

  /// What nearly all numbers are, told without an expression.
  private static boolean isDigits(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return !value.isEmpty();
  }
}
