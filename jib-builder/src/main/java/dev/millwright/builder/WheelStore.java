package dev.millwright.builder;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockedDistribution;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Wheels by their digests: fetched once from where the lock says, and not asked for again.
///
/// @param folder may be shared by many builds
record WheelStore(Path folder, FileDigests digests, WheelLogins logins) {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration WHOLE = Duration.ofMinutes(10);
  private static final int FINE = 200;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int HOPS = 5;
  private static final int SLOW_DOWN = 429;
  private static final int BROKEN = 500;

  /// What the server said, when that is no file.
  private static final class Answer extends IOException {
    private static final long serialVersionUID = 1;
    private final int status;

    Answer(int status) {
      super("the server answers " + status);
      this.status = status;
    }

    boolean passes() {
      return status == SLOW_DOWN || status >= BROKEN;
    }
  }

  /// What the file of a pin is called.
  ///
  /// @throws DependencyFailure when the lock does not say where it is
  static String fileName(LockedDistribution pin) {
    String address = address(pin);
    String name = address.substring(address.lastIndexOf('/') + 1);
    return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String address(LockedDistribution pin) {
    String message =
        "`%s` is pinned by %s without the address of a wheel; run `millwright lock --upgrade`"
            .formatted(pin.pin(), Lock.FILE);
    return pin.wheel().orElseThrow(() -> failure(pin, message, false, null));
  }

  /// The file of a pin.
  ///
  /// @throws DependencyFailure when it cannot be had, or is another
  Path file(LockedDistribution pin) throws IOException {
    Digest expected = pin.hashes().getFirst();
    Path file = folder.resolve(expected.hex() + ".whl");
    if (!Files.isRegularFile(file) || !digests.of(file).equals(expected)) {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "part-", ".tmp");
      try {
        fetch(pin, part);
        check(pin, expected, digests.of(part));
        AtomicFile.move(part, file);
      } finally {
        Files.deleteIfExists(part);
      }
    }
    return file;
  }

  private static void check(LockedDistribution pin, Digest expected, Digest found) {
    if (!found.equals(expected)) {
      String message =
          "`%s` is not what %s pins: expected sha256:%s, found sha256:%s at %s"
              .formatted(pin.pin(), Lock.FILE, expected, found, address(pin));
      throw failure(pin, message, false, null);
    }
  }

  private void fetch(LockedDistribution pin, Path part) {
    RetryPolicy<Object> patience =
        RetryPolicy.builder()
            .handleIf(
                it -> it instanceof Answer answer ? answer.passes() : it instanceof IOException)
            .withMaxAttempts(5)
            .withBackoff(Duration.ofMillis(250), Duration.ofSeconds(4))
            .build();
    URI address = URI.create(address(pin));
    try {
      Failsafe.with(patience).run(() -> download(address, part));
    } catch (FailsafeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      boolean passes = !(cause instanceof Answer answer) || answer.passes();
      String said = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      String message = "`%s` cannot be had from %s: %s".formatted(pin.pin(), address, said);
      throw failure(pin, message, passes, cause);
    }
  }

  private void download(URI address, Path part) throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(CONNECT).proxy(ProxySelector.getDefault()).build()) {
      URI at = address;
      HttpResponse<Path> answer = client.send(request(at), BodyHandlers.ofFile(part));
      for (int hop = 0; hop < HOPS && next(at, answer).isPresent(); hop++) {
        at = next(at, answer).get();
        answer = client.send(request(at), BodyHandlers.ofFile(part));
      }
      if (answer.statusCode() != FINE) {
        throw new Answer(answer.statusCode());
      }
    }
  }

  /// A login is for the server that it was given for, and not for where that one leads to.
  private HttpRequest request(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(WHOLE);
    logins.header(address).ifPresent(it -> request.header("Authorization", it));
    return request.build();
  }

  /// Nobody is led away from TLS.
  private static Optional<URI> next(URI at, HttpResponse<?> answer) {
    boolean isElsewhere = REDIRECTS.contains(answer.statusCode());
    return answer
        .headers()
        .firstValue("Location")
        .filter(_ -> isElsewhere)
        .map(at::resolve)
        .filter(to -> to.getScheme().equals("https") || at.getScheme().equals("http"));
  }

  private static DependencyFailure failure(
      LockedDistribution pin, String message, boolean passes, @Nullable Throwable cause) {
    Throwable reason = cause == null ? new IllegalStateException(message) : cause;
    return new DependencyFailure(pin.pin(), message, passes, reason);
  }
}
