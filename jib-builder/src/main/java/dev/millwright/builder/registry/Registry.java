package dev.millwright.builder.registry;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.RegistryClient;
import dev.failsafe.RetryPolicy;
import dev.millwright.builder.signature.SigningKey;
import dev.millwright.builder.signature.VerifyingKey;
import dev.millwright.spec.Digest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import tools.jackson.databind.JsonNode;

/// A registry of images. Safe for several threads; for the caller to close.
public final class Registry implements AutoCloseable {
  private final RegistryAddress address;
  private final RegistryHttp http;
  private final Optional<Credential> credential;
  private final Login login;
  private final RetryPolicy<Object> patience;
  private final Map<String, Repository> repositories = new ConcurrentHashMap<>();

  private Registry(
      RegistryAddress address, Credentials credentials, Patience patience, RegistryHttp.Use use) {
    this.address = address;
    this.credential = credentials.of(address);
    this.http = new RegistryHttp(address.plain(), use);
    this.login = new Login(address.host(), credential, wish(use));
    this.patience = policy(patience);
  }

  /// @throws RegistryFailure when a login is there and cannot be read
  public static Registry at(RegistryAddress address, Credentials credentials, Patience patience) {
    return new Registry(address, credentials, patience, RegistryHttp.Use.SEND);
  }

  private static Login.Wish wish(RegistryHttp.Use use) {
    return switch (use) {
      case LOOK, READ, LIST -> Login.Wish.READ;
      case SEND, REMOVE -> Login.Wish.WRITE;
    };
  }

  /// The registry as one who only reads sees it.
  static Registry toRead(RegistryAddress address, Credentials credentials, Patience patience) {
    return new Registry(address, credentials, patience, RegistryHttp.Use.READ);
  }

  /// The registry as one who asks whether something is there sees it.
  static Registry toLook(RegistryAddress address, Credentials credentials, Patience patience) {
    return new Registry(address, credentials, patience, RegistryHttp.Use.LOOK);
  }

  /// The registry as one who asks for tags sees it.
  static Registry toList(RegistryAddress address, Credentials credentials, Patience patience) {
    return new Registry(address, credentials, patience, RegistryHttp.Use.LIST);
  }

  /// The registry as one who deletes sees it.
  static Registry toRemove(RegistryAddress address, Credentials credentials, Patience patience) {
    return new Registry(address, credentials, patience, RegistryHttp.Use.REMOVE);
  }

  /// How often what fails for a moment is asked again: answers 429 and 5xx, lost connections.
  ///
  /// @param first how long to wait before the second time; each further time it is twice as long
  /// @param longest the longest wait
  public record Patience(int attempts, Duration first, Duration longest) {
    /// For people who wait: gives up after about a quarter of a minute.
    public static final Patience USUAL =
        new Patience(9, Duration.ofMillis(200), Duration.ofSeconds(4));

    /// Asks once.
    public static final Patience NONE = new Patience(1, Duration.ofMillis(1), Duration.ofMillis(2));
  }

  public RegistryAddress address() {
    return address;
  }

  /// The digest of the image with a tag, if there is one.
  public Optional<Digest> find(String name, String tag) {
    return repository(name).find(tag);
  }

  /// What was sent.
  ///
  /// @param sent how many blobs went over
  /// @param present how many were there
  public record Sent(int sent, int present) {}

  /// Sends an image. Its tag comes last: whoever sees the tag finds all that belongs to it.
  ///
  /// @throws RegistryFailure also when the registry then names another image by the tag
  public Sent push(
      ImageBlobs image,
      List<Attachment> attachments,
      String name,
      String tag,
      Optional<SigningKey> key) {
    Repository repository = repository(name);
    int sent = 0;
    for (ImageBlobs.Blob blob : image.content()) {
      sent += repository.push(blob.digest(), blob.file(), besides(blob)) ? 1 : 0;
    }
    for (String part : image.parts()) {
      var manifest = new ManifestText(part, ImageBlobs.MANIFEST);
      repository.push(manifest, "sha256:" + manifest.digest());
    }
    var manifest = new ManifestText(image.manifest(), image.mediaType());
    repository.push(manifest, "sha256:" + manifest.digest());
    new Referrers(repository)
        .attach(
            image,
            attachments,
            key.flatMap(it -> signatures(name).sign(image.digest(), image.descriptor(), it)));
    repository.push(manifest, tag);
    refuseOther(name, tag, manifest.digest(), repository.find(tag));
    return new Sent(sent, image.content().size() - sent);
  }

  /// Signs an image that is there, unless the key has signed it.
  ///
  /// @return whether it was signed now
  public boolean sign(String name, Digest image, SigningKey key) {
    ManifestText manifest = there(name, image);
    JsonNode subject = ImageBlobs.descriptor(manifest.mediaType(), manifest.text());
    Optional<Signatures.Added> added = signatures(name).sign(image, subject, key);
    added.ifPresent(
        it -> new Referrers(repository(name)).list(image, List.of(it.listed()), it.before()));
    return added.isPresent();
  }

  /// Whether a key has signed an image.
  public boolean isSigned(String name, Digest image, VerifyingKey key) throws IOException {
    return signatures(name).isSigned(image, key);
  }

  private Signatures signatures(String name) {
    return new Signatures(repository(name), address.host() + "/" + address.repository(name));
  }

  /// Has a second tag lead to an image that is there.
  ///
  /// @throws RegistryFailure also when the registry has other bytes by the digest
  public void tag(String name, Digest image, String second) {
    repository(name).push(there(name, image), second);
  }

  private ManifestText there(String name, Digest image) {
    ManifestAnswer answer = repository(name).manifest("sha256:" + image);
    refuseOther(name, "sha256:" + image, image, answer.digest());
    return ManifestText.of(answer.text());
  }

  /// Another repository of this registry that has the blob.
  private Optional<String> besides(ImageBlobs.Blob blob) {
    return blob.origin()
        .filter(it -> it.host().equals(address.host()))
        .map(ImageBlobs.Origin::repository);
  }

  private void refuseOther(String name, String tag, Digest sent, Optional<Digest> found) {
    if (!found.equals(Optional.of(sent))) {
      throw new RegistryFailure(
          "%s was sent as sha256:%s, and the registry has %s"
              .formatted(
                  address.reference(name, tag),
                  sent,
                  found.map(digest -> "sha256:" + digest).orElse("nothing")),
          "nothing is taken from this registry until somebody has looked at it");
    }
  }

  @Override
  public void close() throws IOException {
    http.shutDown();
  }

  Repository repository(String name) {
    return repositories.computeIfAbsent(name, this::open);
  }

  private Repository open(String name) {
    var factory =
        RegistryClient.factory(EventHandlers.NONE, address.host(), address.repository(name), http)
            .setUserAgent("millwright");
    credential.ifPresent(factory::setCredential);
    return new Repository(
        address.host() + "/" + address.repository(name),
        factory.newRegistryClient(),
        login,
        patience);
  }

  private static RetryPolicy<Object> policy(Patience patience) {
    return RetryPolicy.builder()
        .handleIf(Registry::passes)
        .withMaxAttempts(patience.attempts())
        .withBackoff(patience.first(), patience.longest())
        .withJitter(0.2)
        .build();
  }

  /// Whether it may be well the next time.
  private static boolean passes(Throwable failure) {
    return switch (failure) {
      case ResponseException answer -> Repository.isBusy(answer);
      case ConnectException _, UnknownHostException _, SSLException _ -> false;
      default -> failure instanceof IOException;
    };
  }
}
