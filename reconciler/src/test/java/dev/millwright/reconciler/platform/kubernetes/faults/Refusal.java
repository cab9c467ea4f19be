package dev.millwright.reconciler.platform.kubernetes.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/// What an API server answers that does not do what it is asked.
final class Refusal {
  private static final String GREETING = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private Refusal() {}

  static void write(Fault fault, OutputStream to) throws IOException {
    byte[] body = fault.status().getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d No\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n"
            .formatted(
                fault.code, body.length, fault == Fault.TOO_MANY ? "Retry-After: 1\r\n" : "");
    to.write(head.getBytes(StandardCharsets.ISO_8859_1));
    to.write(body);
    to.flush();
  }

  /// What a watch is told that asks for changes which nobody remembers.
  static void expire(Request request, OutputStream to)
      throws IOException, GeneralSecurityException {
    Optional<String> key = request.header("sec-websocket-key");
    if (key.isEmpty()) {
      write(Fault.GONE, to);
      return;
    }
    byte[] digest =
        MessageDigest.getInstance("SHA-1")
            .digest((key.get() + GREETING).getBytes(StandardCharsets.ISO_8859_1));
    String protocol =
        request
            .header("sec-websocket-protocol")
            .map(it -> "Sec-WebSocket-Protocol: " + it.split(",")[0].strip() + "\r\n")
            .orElse("");
    to.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + protocol
                + "Sec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(digest)
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    byte[] event =
        ("{\"type\": \"ERROR\", \"object\": " + Fault.GONE.status() + "}")
            .getBytes(StandardCharsets.UTF_8);
    to.write(new byte[] {(byte) 0x81, 126, (byte) (event.length >> 8), (byte) event.length});
    to.write(event);
    to.flush();
  }
}
