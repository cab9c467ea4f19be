package dev.millwright.compiler;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Diagnostic;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// A tree in which one file has another text. Ids stay those of the tree below.
record OverlaidTree(ProjectTree below, String file, String text) implements ProjectTree {
  @Override
  public Optional<String> revision() {
    return Optional.empty();
  }

  @Override
  public List<String> approvals() {
    return below.approvals();
  }

  @Override
  public SortedSet<String> paths() {
    return below.paths();
  }

  @Override
  public List<Diagnostic> findings() {
    return below.findings();
  }

  @Override
  public long size(String path) {
    return path.equals(file) ? bytes().length : below.size(path);
  }

  @Override
  public InputStream open(String path) {
    return path.equals(file) ? new ByteArrayInputStream(bytes()) : below.open(path);
  }

  @Override
  public byte[] read(String path) {
    return path.equals(file) ? bytes() : below.read(path);
  }

  @Override
  public String blobId(String path) {
    return below.blobId(path);
  }

  @Override
  public Digest digest(String path) {
    return below.digest(path);
  }

  @Override
  public Optional<String> treeId(String folder) {
    return below.treeId(folder);
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
