package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.Address;
import dev.millwright.spec.Name;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A named target: where the project's components run, and which git ref decides what runs.
///
/// @param clock where the data's time starts on a platform that replays history; absent: the wall
///   clock
/// @param verify who may sign the commits that are followed; absent: anybody may commit
/// @param stores where it keeps what; those that are absent are embedded
/// @param rollout what graphs say that do not say it themselves
/// @param suspend why no rollout starts, if none does
/// @param budget how much one plan may take away; absent: anything
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
    SortedMap<StoreRole, Outside> stores,
    Optional<ServingGraph.Rollout> rollout,
    Optional<Suspend> suspend,
    Optional<Budget> budget,
    SortedMap<String, String> parameters,
    List<Patch> patches)
    implements Resource {
  public Environment {
    stores = Collections.unmodifiableSortedMap(new TreeMap<>(stores));
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
    @JsonSubTypes.Type(value = Tag.class, name = "tag"),
  })
  public sealed interface Follows {}

  /// Whatever is checked out.
  public record Head() implements Follows {}

  public record Branch(String name) implements Follows {}

  public record Commit(String id) implements Follows {}

  /// The newest tag of a pattern, by the semantic version in it.
  ///
  /// @param pattern a range of versions when [#isRange], else a glob over the tag's name
  public record Tag(String pattern) implements Follows {
    /// Whether it is a range, such as `>=1.2 <2`.
    public boolean isRange() {
      return !pattern.isEmpty() && "^~<>=".indexOf(pattern.charAt(0)) >= 0;
    }
  }

  /// @param serviceAccount one that is there already; absent: the project gets one of its own
  /// @param gateway where requests come in; absent: there is no route
  public record Kubernetes(
      Optional<String> context,
      String namespace,
      Optional<String> serviceAccount,
      List<String> imagePullSecrets,
      Optional<ClusterGateway> gateway) {
    public Kubernetes {
      imagePullSecrets = List.copyOf(imagePullSecrets);
    }
  }

  /// A Gateway of the Gateway API.
  ///
  /// @param listener absent: any of its listeners
  public record ClusterGateway(String name, String namespace, Optional<String> listener) {}

  /// What is kept somewhere.
  public enum StoreRole {
    ARTIFACTS,
    OFFLINE,
    ONLINE,
    TRACKING,
    STREAMS;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param until when rollouts start again; absent: when a commit says so
  public record Suspend(String reason, Optional<Instant> until) {
    /// Whether it holds at a time.
    public boolean holdsAt(Instant now) {
      return until.isEmpty() || now.isBefore(until.get());
    }

    /// Such as `suspended until 2001-04-01T00:00:00Z: the quarter closes`.
    public String sentence() {
      return "suspended" + until.map(it -> " until " + it).orElse("") + ": " + reason;
    }
  }

  /// @param retirements how many components one plan may retire
  public record Budget(Amount retirements) {}

  /// A number, or a share of a whole.
  public record Amount(int number, boolean isPercent) {
    /// How many of so many it is, rounded down.
    public int of(int all) {
      return isPercent ? (int) ((long) all * number / 100) : number;
    }

    @Override
    public String toString() {
      return number + (isPercent ? "%" : "");
    }
  }

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
