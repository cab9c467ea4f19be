package dev.millwright.reconciler.platform.kubernetes.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A request as it came, by the wire.
///
/// @param lines the first one, then the headers
public record Request(List<String> lines, byte[] body) {
  /// Empty when the other side has nothing more to say.
  static Optional<Request> read(InputStream in) throws IOException {
    String head = until(in, "\r\n\r\n");
    if (head.isBlank()) {
      return Optional.empty();
    }
    Request request = new Request(head.strip().lines().toList(), new byte[0]);
    return Optional.of(new Request(request.lines, request.body(in)));
  }

  private byte[] body(InputStream in) throws IOException {
    return header("transfer-encoding").isPresent()
        ? until(in, "0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1)
        : in.readNBytes(header("content-length").map(Integer::parseInt).orElse(0));
  }

  private static String until(InputStream in, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      read.append((char) next);
      if (read.length() >= end.length()
          && read.substring(read.length() - end.length()).equals(end)) {
        break;
      }
    }
    return read.toString();
  }

  Optional<String> header(String name) {
    return lines.stream()
        .skip(1)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  boolean isWrite() {
    return Set.of("POST", "PUT", "PATCH", "DELETE").contains(lines.getFirst().split(" ")[0]);
  }

  boolean isWatch() {
    return lines.getFirst().contains("watch=true");
  }

  boolean isWebSocket() {
    return header("sec-websocket-key").isPresent();
  }

  /// The same for a connection that has no other request.
  byte[] alone() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<String> kept =
        isWebSocket()
            ? lines
            : lines.stream()
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
                .toList();
    String head = String.join("\r\n", kept) + (isWebSocket() ? "" : "\r\nConnection: close");
    all.writeBytes((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(body);
    return all.toByteArray();
  }
}
