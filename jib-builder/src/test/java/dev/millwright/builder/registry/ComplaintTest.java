package dev.millwright.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ComplaintTest {
  private static final ImageReference IMAGE = new ImageReference("example.com/train:1");

  @ParameterizedTest
  @MethodSource
  void what_went_wrong_is_told_in_words(Exception e, String words) {
    RegistryFailure failure = new Complaint(IMAGE, "example.com").about(e);

    assertThat(failure).hasMessage("`example.com/train:1` is not known: " + words);
  }

  static Stream<Arguments> what_went_wrong_is_told_in_words() {
    return Stream.of(
        Arguments.of(new UnknownHostException("example.com"), "no host is named example.com"),
        Arguments.of(
            new IOException("failed", new SocketTimeoutException("Read timed out")),
            "example.com does not answer in time"),
        Arguments.of(
            new RegistryException(new SSLHandshakeException("no path")),
            "example.com does not speak HTTPS with a certificate that is known here"),
        Arguments.of(
            new CredentialRetrievalException(new IOException("no such helper")),
            "the credentials for example.com cannot be read: java.io.IOException: no such helper"),
        Arguments.of(new IOException("reset"), "example.com cannot be asked: reset"));
  }
}
