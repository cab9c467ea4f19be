package dev.millwright.compiler.hostile;

import dev.millwright.testkit.Cases;
import dev.millwright.testkit.TemporaryRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;

/// Makes commits that no git client makes: a valid project with something wrong beside it.
final class Forge implements AutoCloseable {
  private final TemporaryRepository repository = TemporaryRepository.create();
  private final ObjectInserter inserter = repository.git().getRepository().newObjectInserter();

  /// One line of a folder as git writes it down, in the order that is given.
  record Entry(String name, FileMode mode, ObjectId id) {}

  Path folder() {
    return repository.git().getRepository().getDirectory().toPath();
  }

  ObjectId blob(String text) {
    return blob(text.getBytes(StandardCharsets.UTF_8));
  }

  ObjectId blob(byte[] content) {
    try {
      return inserter.insert(Constants.OBJ_BLOB, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Entry file(String name, String text) {
    return new Entry(name, FileMode.REGULAR_FILE, blob(text));
  }

  Entry folder(String name, Entry... entries) {
    return new Entry(name, FileMode.TREE, tree(List.of(entries)));
  }

  ObjectId tree(List<Entry> entries) {
    try {
      TreeFormatter formatter = new TreeFormatter();
      for (Entry entry : entries) {
        formatter.append(entry.name().getBytes(StandardCharsets.UTF_8), entry.mode(), entry.id());
      }
      return inserter.insert(formatter);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The valid project with more in its folder; what has a name of the project's stands in its
  /// place.
  ObjectId projectWith(Entry... more) {
    Map<String, Entry> entries = new TreeMap<>(base());
    for (Entry entry : more) {
      entries.put(entry.name(), entry);
    }
    return commit(tree(sorted(entries)));
  }

  private static List<Entry> sorted(Map<String, Entry> entries) {
    Comparator<Entry> order =
        Comparator.comparing(it -> it.mode() == FileMode.TREE ? it.name() + "/" : it.name());
    return entries.values().stream().sorted(order).toList();
  }

  private Map<String, Entry> base() {
    Map<String, Map<String, byte[]>> folders = new TreeMap<>();
    Map<String, Entry> entries = new TreeMap<>();
    Cases.filesOf(Path.of("src/test/cases/base"))
        .forEach((path, content) -> place(path, content, folders, entries));
    return nested(folders, entries);
  }

  private void place(
      String path,
      byte[] content,
      Map<String, Map<String, byte[]>> folders,
      Map<String, Entry> entries) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      entries.put(path, new Entry(path, FileMode.REGULAR_FILE, blob(content)));
    } else {
      folders
          .computeIfAbsent(path.substring(0, slash), _ -> new TreeMap<>())
          .put(path.substring(slash + 1), content);
    }
  }

  private Map<String, Entry> nested(
      Map<String, Map<String, byte[]>> folders, Map<String, Entry> entries) {
    folders.forEach(
        (name, files) -> {
          Map<String, Map<String, byte[]>> inner = new TreeMap<>();
          Map<String, Entry> here = new TreeMap<>();
          files.forEach((path, content) -> place(path, content, inner, here));
          ObjectId tree = tree(sorted(nested(inner, here)));
          entries.put(name, new Entry(name, FileMode.TREE, tree));
        });
    return entries;
  }

  ObjectId commit(ObjectId tree) {
    try {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree);
      PersonIdent author = new PersonIdent("Test", "test@example.com");
      commit.setAuthor(author);
      commit.setCommitter(author);
      ObjectId inserted = inserter.insert(commit);
      inserter.flush();
      return inserted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    inserter.close();
    repository.close();
  }
}
