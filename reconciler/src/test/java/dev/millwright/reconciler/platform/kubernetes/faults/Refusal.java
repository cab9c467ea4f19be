package dev.millwright.reconciler.platform.kubernetes.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// What an API server answers that does not do what it is asked.
final class Refusal {
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
  static void expire(Request request, OutputStream to) throws IOException {
    if (!request.isWebSocket()) {
      write(Fault.GONE, to);
      return;
    }
    Greeting.write(request, to);
    Greeting.say("{\"type\": \"ERROR\", \"object\": " + Fault.GONE.status() + "}", to);
  }
}
