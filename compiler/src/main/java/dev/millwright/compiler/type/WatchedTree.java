package dev.millwright.compiler.type;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// A tree that tells when a check looks at its files.
record WatchedTree(ProjectTree tree, Runnable look) implements ProjectTree {
  @Override
  public Optional<String> revision() {
    return looked().revision();
  }

  @Override
  public List<String> approvals() {
    return looked().approvals();
  }

  @Override
  public SortedSet<String> paths() {
    return looked().paths();
  }

  @Override
  public List<Diagnostic> findings() {
    return looked().findings();
  }

  @Override
  public long size(String path) {
    return looked().size(path);
  }

  @Override
  public InputStream open(String path) {
    return looked().open(path);
  }

  @Override
  public byte[] read(String path) {
    return looked().read(path);
  }

  @Override
  public String blobId(String path) {
    return looked().blobId(path);
  }

  @Override
  public Digest digest(String path) {
    return looked().digest(path);
  }

  @Override
  public Optional<String> treeId(String folder) {
    return looked().treeId(folder);
  }

  private ProjectTree looked() {
    look.run();
    return tree;
  }
}
