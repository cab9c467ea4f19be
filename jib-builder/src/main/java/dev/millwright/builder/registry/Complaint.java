package dev.millwright.builder.registry;

import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// What went wrong between here and a registry, in words for the person who named the image.
record Complaint(ImageReference image, String registry) {
  private static final int NOT_FOUND = 404;

  static RegistryFailure missing(ImageReference image) {
    return new RegistryFailure(
        "there is no image `" + image + "`",
        "look for a misspelt name or tag",
        new IOException("404"));
  }

  RegistryFailure about(Throwable e) {
    return known(e).orElseGet(() -> failure(registry + " cannot be asked: " + e.getMessage(), e));
  }

  /// Of an exception or, when it says nothing by itself, of what caused it.
  private Optional<RegistryFailure> known(Throwable e) {
    Optional<RegistryFailure> here =
        switch (e) {
          case RegistryUnauthorizedException _, RegistryAuthenticationFailedException _ ->
              Optional.of(refused(e));
          case ResponseException it when it.getStatusCode() == NOT_FOUND ->
              Optional.of(missing(image));
          default -> sentence(e).map(it -> failure(it, e));
        };
    return here.or(() -> Optional.ofNullable(e.getCause()).flatMap(this::known));
  }

  private Optional<String> sentence(Throwable e) {
    return switch (e) {
      case ResponseException it ->
          Optional.of(registry + " answers with status " + it.getStatusCode());
      case CredentialRetrievalException _ ->
          Optional.of("the credentials for " + registry + " cannot be read: " + e.getMessage());
      case InsecureRegistryException _, SSLException _ ->
          Optional.of(registry + " does not speak HTTPS with a certificate that is known here");
      case UnknownHostException _ -> Optional.of("no host is named " + registry);
      case SocketTimeoutException _ -> Optional.of(registry + " does not answer in time");
      default -> Optional.empty();
    };
  }

  private RegistryFailure refused(Throwable e) {
    return new RegistryFailure(
        registry + " does not show `" + image + "` to whoever asks",
        "log in by `docker login %s`, or by any tool that writes ~/.docker/config.json"
            .formatted(registry),
        e);
  }

  private RegistryFailure failure(String message, Throwable e) {
    return new RegistryFailure("`" + image + "` is not known: " + message, "", e);
  }
}
