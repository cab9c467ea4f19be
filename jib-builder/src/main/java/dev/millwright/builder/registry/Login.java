package dev.millwright.builder.registry;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.registry.RegistryClient;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// Who we are to a registry. Nothing is said until it asks; once it has asked, every repository is
/// told beforehand.
final class Login {
  private final String host;
  private final Optional<Credential> credential;
  private final Wish wish;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final Set<RegistryClient> done = ConcurrentHashMap.newKeySet();
  private final ReentrantLock one = new ReentrantLock();

  Login(String host, Optional<Credential> credential, Wish wish) {
    this.host = host;
    this.credential = credential;
    this.wish = wish;
  }

  /// What a token is asked for.
  enum Wish {
    READ,
    WRITE
  }

  /// Logs in where the registry has asked before.
  ///
  /// @return whether the client is logged in
  boolean known(RegistryClient client) throws IOException, RegistryException {
    if (asked.get() && !done.contains(client)) {
      now(client);
    }
    return done.contains(client);
  }

  /// Several that were refused at once log in once.
  void now(RegistryClient client) throws IOException, RegistryException {
    asked.set(true);
    one.lock();
    try {
      if (!done.contains(client)) {
        logIn(client);
      }
    } finally {
      one.unlock();
    }
  }

  private void logIn(RegistryClient client) throws IOException, RegistryException {
    boolean hasToken =
        switch (wish) {
          case READ -> client.doPullBearerAuth();
          case WRITE -> client.doPushBearerAuth();
        };
    if (!hasToken && credential.isPresent()) {
      client.configureBasicAuth();
    }
    done.add(client);
  }

  /// What to do when the registry refuses us.
  String hint() {
    return credential.isPresent()
        ? "the user `" + credential.get().getUsername() + "` may not; log in as another"
        : "log in first, as with `docker login " + host + "` or `skopeo login " + host + "`";
  }
}
