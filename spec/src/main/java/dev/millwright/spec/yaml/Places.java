package dev.millwright.spec.yaml;

import dev.millwright.spec.binding.Locator;
import dev.millwright.spec.diagnostic.Span;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import tools.jackson.databind.JsonNode;

/// Where each node of a document's tree stands: one row of numbers a node, in the order of reading,
/// so that ten thousand documents stay small.
final class Places implements Locator {
  private static final int LINE = 0;
  private static final int END_LINE = 2;
  private static final int KEY = 4;
  private static final int NEXT = 8;
  private static final int STYLE = 9;
  private static final int WIDTH = 10;
  private static final int NONE = -1;

  /// The style of plain scalars and of collections; other styles are their indicator's character.
  static final int PLAIN = 0;

  private final String file;
  private final JsonNode tree;
  private final int[] table;

  private Places(String file, JsonNode tree, int[] table) {
    this.file = file;
    this.tree = tree;
    this.table = table;
  }

  /// A node that was found, or its nearest ancestor.
  private record Found(int row, JsonNode node, boolean exact) {}

  /// A scalar of the file.
  record Scalar(
      int line, int column, int endLine, int endColumn, ScalarStyle style, JsonNode node) {}

  @Override
  public Span value(String pointer) {
    Found found = find(pointer);
    return found.exact() ? span(found.row(), LINE) : keyOf(found.row());
  }

  @Override
  public Span key(String pointer) {
    return keyOf(find(pointer).row());
  }

  Optional<Scalar> scalar(String pointer) {
    Found found = find(pointer);
    if (!found.exact() || found.node().isContainer()) {
      return Optional.empty();
    }
    int at = found.row() * WIDTH;
    int style = table[at + STYLE];
    return Optional.of(
        new Scalar(
            table[at],
            table[at + 1],
            table[at + 2],
            table[at + 3],
            ScalarStyle.createStyle(style == PLAIN ? null : (char) style),
            found.node()));
  }

  private Span keyOf(int row) {
    return span(row, table[row * WIDTH + KEY] == NONE ? LINE : KEY);
  }

  private Span span(int row, int part) {
    int at = row * WIDTH + part;
    return new Span(file, table[at] + 1, table[at + 1] + 1, table[at + 2] + 1, table[at + 3] + 1);
  }

  private Found find(String pointer) {
    Found found = new Found(0, tree, true);
    for (String token : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
      String key = token.replace("~1", "/").replace("~0", "~");
      Found child = child(found, key);
      if (!child.exact()) {
        return child;
      }
      found = child;
    }
    return found;
  }

  private Found child(Found parent, String key) {
    int row = parent.row() + 1;
    if (parent.node().isObject()) {
      for (Map.Entry<String, JsonNode> entry : parent.node().properties()) {
        if (entry.getKey().equals(key)) {
          return new Found(row, entry.getValue(), true);
        }
        row = table[row * WIDTH + NEXT];
      }
    } else if (parent.node().isArray()) {
      for (int i = 0; i < parent.node().size(); i++) {
        if (Integer.toString(i).equals(key)) {
          return new Found(row, parent.node().get(i), true);
        }
        row = table[row * WIDTH + NEXT];
      }
    }
    return new Found(parent.row(), parent.node(), false);
  }

  /// Fills the table while a tree is built, parents before children.
  static final class Builder {
    private int[] table = new int[64 * WIDTH];
    private int rows;

    /// Opens a row; its children come before [#close].
    int open(Mark start, Mark end, int style) {
      if ((rows + 1) * WIDTH > table.length) {
        table = Arrays.copyOf(table, table.length * 2);
      }
      put(rows, LINE, start, end);
      Arrays.fill(table, rows * WIDTH + KEY, rows * WIDTH + NEXT, NONE);
      table[rows * WIDTH + STYLE] = style;
      return rows++;
    }

    /// The row that the next node will have.
    int next() {
      return rows;
    }

    void key(int row, Mark start, Mark end) {
      put(row, KEY, start, end);
    }

    void close(int row) {
      table[row * WIDTH + NEXT] = rows;
    }

    /// A block collection ends where its last child does, not where the next token starts.
    void endWithLastChild(int row) {
      if (rows > row + 1) {
        System.arraycopy(table, (rows - 1) * WIDTH + END_LINE, table, row * WIDTH + END_LINE, 2);
      }
    }

    Places build(String file, JsonNode tree) {
      return new Places(file, tree, Arrays.copyOf(table, rows * WIDTH));
    }

    private void put(int row, int part, Mark start, Mark end) {
      int at = row * WIDTH + part;
      table[at] = start.getLine();
      table[at + 1] = start.getColumn();
      table[at + 2] = end.getLine();
      table[at + 3] = end.getColumn();
    }
  }
}
