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
import java.util.regex.Pattern;

/// HTTP as Jib speaks it, but for two things: whether TLS is spoken is decided beforehand and never
/// given up on the way, and what Jib's client asks of a manifest becomes what its [Use] asks.
final class RegistryHttp extends FailoverHttpClient {
  /// What a manifest is asked for.
  enum Use {
    /// Its digest, by HEAD, where a tag names it; its text where its digest does.
    SEND,
    /// Its digest alone, by HEAD.
    LOOK,
    /// Its text. Its digest is then that of the bytes that came, whatever the registry says.
    READ,
    /// The tags that follow the one it is asked for by, in the text of the answer.
    LIST,
    /// To be gone.
    REMOVE
  }

  private static final String GET = "GET";

  /// Stands for no tag, to have the first ones listed.
  static final String FIRST = "-";

  private static final String MANIFESTS = "/manifests/";
  private static final String DIGEST = "Docker-Content-Digest";
  private static final Pattern PUSH = Pattern.compile("(scope=repository[^&]*[:,]push)(?=&|$)");
  private static final int NOT_FOUND = 404;
  // In milliseconds.
  private static final int LONGEST_CONNECT = 5_000;

  private final boolean plain;
  private final Use use;

  /// @param plain whether HTTP is spoken; passwords are then sent as well, since the user chose it
  RegistryHttp(boolean plain, Use use) {
    super(plain, plain, event -> {});
    this.plain = plain;
    this.use = use;
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
      return super.call(method, use == Use.REMOVE ? toRemove(place) : place, request);
    }
    try {
      throw answer(place, place.getPath().substring(manifest + MANIFESTS.length()), request);
    } catch (ResponseException e) {
      throw e.getStatusCode() == NOT_FOUND ? new ManifestAnswer(Optional.empty(), "") : e;
    }
  }

  private ManifestAnswer answer(URL place, String reference, Request request) throws IOException {
    return switch (use) {
      // By its digest it is asked for to be read, as the list of what is attached to one is.
      case SEND -> reference.startsWith("sha256") ? whole(place, request) : head(place, request);
      case LOOK -> head(place, request);
      case READ -> whole(place, request);
      case LIST -> whole(tags(place, reference), request);
      case REMOVE -> removed(place, reference, request);
    };
  }

  private ManifestAnswer removed(URL place, String reference, Request request) throws IOException {
    try (Response _ = super.call("DELETE", place, request)) {
      return new ManifestAnswer(Optional.of(digest(reference)), "");
    }
  }

  private static URL tags(URL place, String last) throws MalformedURLException {
    String list = place.toString().replaceFirst("/manifests/[^/]*$", "/tags/list?n=1000");
    return URI.create(last.equals(FIRST) ? list : list + "&last=" + last).toURL();
  }

  /// Jib asks for a token to push with, which does not delete.
  private static URL toRemove(URL place) throws MalformedURLException {
    return URI.create(PUSH.matcher(place.toString()).replaceFirst("$1,delete")).toURL();
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
