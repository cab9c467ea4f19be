package dev.millwright.reconciler.platform.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells of each call to the API server that writes, whoever makes it, tries anew included.
///
/// @param tally told of them, by many threads
public record WriteCount(Tally tally) implements Interceptor {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /// `…/namespaces/NAME/PLURAL[/NAME[/SUBRESOURCE]]`, or the same without a namespace.
  private static final Pattern PATH =
      Pattern.compile(
          "/apis?(?:/[^/]+)?/v[^/]+(?:/namespaces/[^/]+)?/([^/]+)(?:/[^/]+(?:/([^/]+))?)?");

  /// Counts.
  @FunctionalInterface
  public interface Tally {
    /// @param verb the HTTP method
    /// @param resource `deployments`, or `rollouts/status`
    /// @param code the status of the answer; `none` of a try without one that is made anew
    void written(String verb, String resource, String code);
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    count(request, Integer.toString(response.code()));
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    count(request, "none");
  }

  private void count(HttpRequest request, String code) {
    if (!READING.contains(request.method())) {
      tally.written(request.method(), resource(request.uri()), code);
    }
  }

  private static String resource(URI uri) {
    Matcher path = PATH.matcher(uri.getPath());
    if (!path.find()) {
      return "other";
    }
    return path.group(2) == null ? path.group(1) : path.group(1) + "/" + path.group(2);
  }
}
