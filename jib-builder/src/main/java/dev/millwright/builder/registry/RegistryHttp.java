package dev.millwright.builder.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import com.google.cloud.tools.jib.http.ResponseException;
import dev.millwright.spec.Digest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Optional;

/// HTTP as Jib speaks it, but for two things: whether TLS is spoken is decided beforehand and never
/// given up on the way, and who does not read asks for a manifest by HEAD alone where a tag names
/// it.
final class RegistryHttp extends FailoverHttpClient {
  private static final String GET = "GET";
  private static final String MANIFESTS = "/manifests/";
  private static final String DIGEST = "Docker-Content-Digest";
  private static final int NOT_FOUND = 404;
  // In milliseconds.
  private static final int LONGEST_CONNECT = 5_000;

  private final boolean plain;
  private final boolean reads;

  /// @param plain whether HTTP is spoken; passwords are then sent as well, since the user chose it
  /// @param reads whether a manifest is read where a tag names it, too: its digest is then that of
  ///   the bytes that came, whatever the registry says that it is
  RegistryHttp(boolean plain, boolean reads) {
    super(plain, plain, event -> {});
    this.plain = plain;
    this.reads = reads;
  }

  /// @throws ManifestAnswer instead of answering with a manifest
  @Override
  public Response call(String method, URL url, Request request) throws IOException {
    URL place = plain ? http(url) : url;
    if (plain) {
      reach(place);
    }
    int manifest = place.getPath().indexOf(MANIFESTS);
    if (!method.equals(GET) || manifest < 0) {
      return super.call(method, place, request);
    }
    // By its digest it is asked for to be read, as the list of what is attached to one is.
    boolean isRead = reads || place.getPath().substring(manifest).startsWith(MANIFESTS + "sha256");
    try {
      throw isRead ? whole(place, request) : head(place, request);
    } catch (ResponseException e) {
      throw e.getStatusCode() == NOT_FOUND ? new ManifestAnswer(Optional.empty(), "") : e;
    }
  }

  /// Jib asks for a minute where nobody listens.
  private static void reach(URL place) throws IOException {
    int port = place.getPort() < 0 ? place.getDefaultPort() : place.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(place.getHost(), port), LONGEST_CONNECT);
    }
  }

  private ManifestAnswer head(URL place, Request request) throws IOException {
    try (Response response = super.call("HEAD", place, request)) {
      List<String> digest = response.getHeader(DIGEST);
      return digest.isEmpty()
          ? whole(place, request)
          : new ManifestAnswer(Optional.of(digest(digest.getFirst())), "");
    }
  }

  private ManifestAnswer whole(URL place, Request request) throws IOException {
    try (Response response = super.call(GET, place, request)) {
      byte[] bytes = response.getBody().readAllBytes();
      return new ManifestAnswer(Optional.of(Digest.of(bytes)), new String(bytes, UTF_8));
    }
  }

  private static Digest digest(String text) {
    try {
      return Digest.parse(text.replaceFirst("^sha256:", ""));
    } catch (IllegalArgumentException e) {
      throw new RegistryFailure("the registry names a manifest by `" + text + "`", "", e);
    }
  }

  private static URL http(URL url) throws MalformedURLException {
    return URI.create(url.toString().replaceFirst("^https:", "http:")).toURL();
  }
}
