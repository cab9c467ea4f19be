package dev.millwright.reconciler.platform.kubernetes.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// An admission webhook that lets nothing in.
final class RefusingWebhook implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final HttpsServer server;
  private final KeyStore keys;

  /// @param folder for the key
  RefusingWebhook(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
    keys = keys(folder.resolve("keys"));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.createContext("/", RefusingWebhook::refuse);
    server.start();
  }

  String address() {
    return "https://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /// Whom to trust, as the API wants it.
  String authority() throws GeneralSecurityException {
    String certificate =
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(
                Base64.getMimeEncoder().encodeToString(keys.getCertificate("it").getEncoded()));
    return Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    String uid = Json.mapper().readTree(exchange.getRequestBody()).at("/request/uid").asString();
    byte[] review =
        """
        {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
         "response": {"uid": "%s", "allowed": false, "status": {"message": "pods need an owner"}}}
        """
            .formatted(uid)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, review.length);
    exchange.getResponseBody().write(review);
    exchange.close();
  }

  private SSLContext context() throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore keys(Path file)
      throws IOException, InterruptedException, GeneralSecurityException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String line =
        "-genkeypair -alias it -keyalg EC -groupname secp256r1 -dname CN=127.0.0.1"
            + " -ext san=ip:127.0.0.1 -storetype PKCS12 -storepass changeit -keystore "
            + file;
    Process process = new ProcessBuilder((keytool + " " + line).split(" ")).inheritIO().start();
    assertThat(process.waitFor()).isZero();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      return keys;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
