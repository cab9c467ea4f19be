package dev.millwright.builder.registry;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.blob.Blob;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.RegistryClient;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import dev.millwright.spec.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestException;
import java.util.Optional;

/// One repository of a registry. Logs in when it is asked to; what fails for a moment is tried
/// again. Safe for several threads.
final class Repository {
  private static final int NOT_ALLOWED = 405;
  private static final int TOO_MANY = 429;
  private static final int BROKEN = 500;

  private final String name;
  private final RegistryClient client;
  private final Login login;
  private final RetryPolicy<Object> patience;

  /// @param name with the registry, for people
  Repository(String name, RegistryClient client, Login login, RetryPolicy<Object> patience) {
    this.name = name;
    this.client = client;
    this.login = login;
    this.patience = patience;
  }

  /// The digest of the manifest with a tag, by one request.
  Optional<Digest> find(String tag) {
    return manifest(tag).digest();
  }

  /// What a registry says of a manifest; its text only of an index of attachments.
  ManifestAnswer manifest(String reference) {
    return asked(
        () -> {
          try {
            throw new IllegalStateException("not answered: " + client.checkManifest(reference));
          } catch (ManifestAnswer answer) {
            return answer;
          }
        });
  }

  /// Sends a blob unless it is there.
  ///
  /// @param other a repository of this registry that may have the blob, to be taken from there
  /// @return whether it was sent
  boolean push(Digest digest, Path file, Optional<String> other) {
    return push(digest, Blobs.from(file), other);
  }

  /// Writes a blob into a file.
  ///
  /// @throws RegistryFailure also when other bytes came than the digest is of
  void pull(Digest digest, Path file) {
    DescriptorDigest name = descriptor(digest);
    var _ =
        asked(
            () -> {
              try (OutputStream to = Files.newOutputStream(file)) {
                return client.pullBlob(name, size -> {}, count -> {}).writeTo(to);
              } catch (IOException e) {
                throw e.getCause() instanceof RegistryException answer ? answer : e;
              }
            });
  }

  /// Sends a text as a blob unless it is there.
  ///
  /// @return whether it was sent
  boolean push(String text) {
    return push(Digest.of(text), Blobs.from(text), Optional.empty());
  }

  private boolean push(Digest digest, Blob content, Optional<String> other) {
    DescriptorDigest name = descriptor(digest);
    return asked(
        () ->
            client.checkBlob(name).isEmpty()
                && !client.pushBlob(name, content, other.orElse(null), count -> {}));
  }

  void push(ManifestText manifest, String reference) {
    DescriptorDigest _ = asked(() -> client.pushManifest(manifest, reference));
  }

  private <T> T asked(CheckedSupplier<T> question) {
    try {
      return Failsafe.with(patience).get(() -> withLogin(question));
    } catch (FailsafeException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private <T> T withLogin(CheckedSupplier<T> question) throws Throwable {
    boolean tried = login.known(client);
    try {
      return question.get();
    } catch (RegistryUnauthorizedException e) {
      if (tried) {
        throw e;
      }
      login.now(client);
      return question.get();
    }
  }

  /// Whether a registry says that it cannot now, and not that it will not.
  static boolean isBusy(ResponseException answer) {
    return answer.getStatusCode() >= BROKEN || answer.getStatusCode() == TOO_MANY;
  }

  private RegistryFailure failure(Throwable cause) {
    return switch (cause) {
      case RegistryUnauthorizedException _, RegistryAuthenticationFailedException _ ->
          new RegistryFailure(name + " refuses what it is asked for", login.hint(), cause);
      case ResponseException e when isBusy(e) ->
          RegistryFailure.away(name + " answers " + e.getStatusCode() + said(e), e);
      case ResponseException e ->
          new RegistryFailure(name + " answers " + e.getStatusCode() + said(e), "", e);
      case RegistryException e
          when e.getCause() instanceof ResponseException answer
              && answer.getStatusCode() == NOT_ALLOWED ->
          new RegistryFailure(
              name + " does not do this",
              "some registries delete nothing, and some only when they are set up to",
              e);
      case RegistryException e -> new RegistryFailure(name + ": " + e.getMessage(), "", e);
      case IOException e ->
          RegistryFailure.away(name + " cannot be reached now: " + sentence(e), e);
      case RuntimeException e -> throw e;
      default -> new RegistryFailure(name + ": " + cause.getMessage(), "", cause);
    };
  }

  private static String said(ResponseException e) {
    String content = Optional.ofNullable(e.getContent()).orElse("").strip();
    return content.isEmpty() ? "" : ": " + content.substring(0, Math.min(300, content.length()));
  }

  private static String sentence(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static DescriptorDigest descriptor(Digest digest) {
    try {
      return DescriptorDigest.fromHash(digest.hex());
    } catch (DigestException e) {
      throw new IllegalStateException("a digest is one for everybody", e);
    }
  }
}
