package dev.millwright.builder;

import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockedLibrary;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;

/// A library of a function's could not be had.
public final class DependencyFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// What an address of a repository may hold besides the host.
  private static final Pattern LOGIN = Pattern.compile("://[^/@\\s]+@");

  private final String coordinate;
  private final boolean retryable;

  DependencyFailure(String coordinate, String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.coordinate = coordinate;
    this.retryable = retryable;
  }

  /// What Maven could not resolve or fetch.
  static DependencyFailure of(List<String> coordinates, RepositoryException e) {
    Throwable root = e;
    boolean missing = false;
    while (root.getCause() != null) {
      root = root.getCause();
      missing |= root instanceof ArtifactNotFoundException;
    }
    String text = LOGIN.matcher(String.valueOf(e.getMessage())).replaceAll("://");
    String named =
        coordinates.stream()
            .filter(coordinate -> text.contains(artifact(coordinate)))
            .findFirst()
            .orElse(coordinates.getFirst());
    String sentence =
        missing
            ? "`" + named + "` cannot be resolved: " + text
            : "`" + named + "` cannot be fetched now: " + text;
    return new DependencyFailure(named, sentence, !missing, e);
  }

  private static String artifact(String coordinate) {
    return coordinate.substring(0, coordinate.lastIndexOf(':'));
  }

  /// A jar that is there, and is not the one that was pinned.
  static DependencyFailure otherBytes(LockedLibrary locked, Library found) {
    String sentence =
        "`%s` is not what %s pins: expected sha256:%s, found sha256:%s in %s"
            .formatted(
                locked.coordinate(), Lock.FILE, locked.sha256(), found.digest(), found.jar());
    return new DependencyFailure(
        locked.coordinate(), sentence, false, new IllegalStateException("other bytes"));
  }

  /// The coordinate as the function declares it.
  public String coordinate() {
    return coordinate;
  }

  /// Whether the world failed, such as the network, and not the coordinate.
  public boolean isRetryable() {
    return retryable;
  }
}
