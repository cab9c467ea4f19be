package dev.millwright.reconciler.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;

/// Commits with the signature of others.
final class Forgery {
  private Forgery() {}

  /// The commit with other words in it and the same signature.
  static String of(Repository repository, String commit, String text, String replacement)
      throws IOException {
    byte[] raw = repository.open(ObjectId.fromString(commit)).getBytes();
    String forged = new String(raw, StandardCharsets.ISO_8859_1).replace(text, replacement);
    return inserted(repository, forged.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String inserted(Repository repository, byte[] raw) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_COMMIT, raw);
      inserter.flush();
      return id.name();
    }
  }
}
