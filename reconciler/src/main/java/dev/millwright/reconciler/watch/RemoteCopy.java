package dev.millwright.reconciler.watch;

import dev.millwright.reconciler.git.BareCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/// A bare copy of a repository that is somewhere else, with its branches and tags under their own
/// names. Its HEAD is what is followed.
public final class RemoteCopy {
  private static final String HEAD = "refs/millwright/origin";

  /// A server that always sends a little more is not waited for forever.
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Path folder;
  private final Origin origin;

  /// Where a repository is.
  ///
  /// @param url as git takes it
  /// @param branch the one that HEAD is to be; absent: the origin's own
  /// @param login for a server that asks who is there
  /// @param keys a folder with `id_ed25519` and `known_hosts`; absent: those of this process's user
  public record Origin(
      String url, Optional<String> branch, Optional<Login> login, Optional<Path> keys) {
    /// With the keys of this process's user.
    public Origin(String url, Optional<String> branch, Optional<Login> login) {
      this(url, branch, login, Optional.empty());
    }
  }

  /// @param user a name, or any word where a token is all that counts
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  public RemoteCopy(Path folder, Origin origin) {
    this.folder = folder;
    this.origin = origin;
  }

  /// The git directory.
  public Path folder() {
    return folder;
  }

  /// Brings the copy up to date.
  ///
  /// @throws IOException when the origin does not answer, or has no such branch; what was there
  ///   stays
  public void refresh() throws IOException {
    try (Repository repository = BareCopy.open(folder);
        Git git = Git.wrap(repository)) {
      FetchResult fetched =
          BareCopy.fetch(git, origin.url(), HEAD)
              .setRemoveDeletedRefs(true)
              .setCredentialsProvider(credentials())
              .setTransportConfigCallback(this::open)
              .setProgressMonitor(new Deadline(LONGEST, System::nanoTime))
              .call();
      point(repository, branch(fetched));
    } catch (GitAPIException e) {
      throw new IOException(origin.url() + " does not answer: " + e.getMessage(), e);
    }
  }

  private String branch(FetchResult fetched) throws IOException {
    String name =
        origin
            .branch()
            .map(it -> Constants.R_HEADS + it)
            .or(() -> headOf(fetched))
            .orElseThrow(() -> new IOException(origin.url() + " has no HEAD; name a branch"));
    if (fetched.getAdvertisedRef(name) == null) {
      throw new IOException(origin.url() + " has no " + name);
    }
    return name;
  }

  private static Optional<String> headOf(FetchResult fetched) {
    return Optional.ofNullable(fetched.getAdvertisedRef(Constants.HEAD))
        .map(head -> head.getTarget().getName())
        .filter(name -> name.startsWith(Constants.R_HEADS));
  }

  private static void point(Repository repository, String branch) throws IOException {
    RefUpdate update = repository.updateRef(Constants.HEAD);
    update.disableRefLog();
    RefUpdate.Result result = update.link(branch);
    if (result != RefUpdate.Result.NO_CHANGE
        && result != RefUpdate.Result.FORCED
        && result != RefUpdate.Result.NEW) {
      throw new IOException("HEAD cannot be set to " + branch + ": " + result);
    }
  }

  private void open(Transport transport) {
    if (transport instanceof SshTransport ssh) {
      origin
          .keys()
          .ifPresent(
              keys ->
                  ssh.setSshSessionFactory(
                      new SshdSessionFactoryBuilder()
                          .setHomeDirectory(keys.toFile())
                          .setSshDirectory(keys.toFile())
                          .setPreferredAuthentications("publickey")
                          .build(null)));
    }
  }

  private CredentialsProvider credentials() {
    return origin
        .login()
        .<CredentialsProvider>map(
            it -> new UsernamePasswordCredentialsProvider(it.user(), it.password()))
        .orElseGet(CredentialsProvider::getDefault);
  }
}
