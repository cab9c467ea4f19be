package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.Address;
import dev.millwright.spec.Name;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A named target: where the project's components run, and which git ref decides what runs.
///
/// @param clock where the data's time starts on a platform that replays history; absent: the wall
///   clock
/// @param verify who may sign the commits that are followed; absent: anybody may commit
/// @param parameters other values than the project's defaults, by parameter
public record Environment(
    Metadata metadata,
    Platform platform,
    Follows follows,
    Optional<Kubernetes> kubernetes,
    Optional<String> registry,
    Optional<Gateway> gateway,
    Optional<Clock> clock,
    Optional<Verify> verify,
    SortedMap<String, String> parameters,
    List<Patch> patches)
    implements Resource {
  public Environment {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    patches = List.copyOf(patches);
  }

  public enum Platform {
    LOCAL,
    KUBERNETES
  }

  /// What an environment follows; exactly one is given.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Head.class, name = "head"),
    @JsonSubTypes.Type(value = Branch.class, name = "branch"),
    @JsonSubTypes.Type(value = Commit.class, name = "commit"),
  })
  public sealed interface Follows {}

  /// Whatever is checked out.
  public record Head() implements Follows {}

  public record Branch(String name) implements Follows {}

  public record Commit(String id) implements Follows {}

  public record Kubernetes(Optional<String> context, String namespace) {}

  /// @param port the port to prefer; another is taken, and said, when it is in use
  public record Gateway(int port) {
    /// The port where an environment names none.
    public static final int PORT = 8080;
  }

  public record Clock(Instant startsAt) {}

  /// A merge patch (RFC 7386) to one resource, as canonical JSON.
  public record Patch(Address target, String patch) {}

  /// The signatures that commits must carry: what one good commit says holds for those after it.
  public record Verify(List<Signer> signers) {
    public Verify {
      signers = List.copyOf(signers);
    }
  }

  /// Somebody whose signature counts.
  ///
  /// @param paths patterns of the files that a commit of theirs may change, relative to the
  ///   project's folder: `*` within a folder, `**` across folders
  public record Signer(Name name, SignerKey key, List<String> paths) {
    /// The pattern of every file.
    public static final String EVERYTHING = "**";

    public Signer {
      paths = List.copyOf(paths);
    }

    /// Whether they may change whatever they like.
    public boolean isUnbounded() {
      return paths.contains(EVERYTHING);
    }

    /// Whether a commit of theirs may change a file.
    ///
    /// @param path relative to the project's folder
    public boolean mayChange(String path) {
      return paths.stream().anyMatch(pattern -> PathPattern.of(pattern).matches(path));
    }
  }

  /// What a signature is verified with.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = GpgKey.class, name = "gpg"),
    @JsonSubTypes.Type(value = SshKey.class, name = "ssh"),
  })
  public sealed interface SignerKey {}

  /// @param file the path of an armoured OpenPGP public key, relative to the project's folder
  public record GpgKey(String file) implements SignerKey {}

  /// @param line type and key, as in a `.pub` file, without the comment
  public record SshKey(String line) implements SignerKey {}
}
