package dev.millwright.reconciler.platform.kubernetes.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The server's side of a WebSocket: what it answers to a request for one, and what it says then.
final class Greeting {
  private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final byte TEXT = (byte) 0x81;
  private static final byte TWO_BYTES_OF_LENGTH = 126;

  private Greeting() {}

  static void write(Request request, OutputStream to) throws IOException {
    String protocol =
        request
            .header("sec-websocket-protocol")
            .map(it -> "Sec-WebSocket-Protocol: " + it.split(",")[0].strip() + "\r\n")
            .orElse("");
    String head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n%sSec-WebSocket-Accept: %s\r\n\r\n"
            .formatted(protocol, accepted(request.header("sec-websocket-key").orElseThrow()));
    to.write(head.getBytes(StandardCharsets.ISO_8859_1));
    to.flush();
  }

  private static String accepted(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + SALT).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static void say(String text, OutputStream to) throws IOException {
    to.write(frame(text));
    to.flush();
  }

  static byte[] frame(String text) {
    byte[] said = text.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[4 + said.length];
    frame[0] = TEXT;
    frame[1] = TWO_BYTES_OF_LENGTH;
    frame[2] = (byte) (said.length >> 8);
    frame[3] = (byte) said.length;
    System.arraycopy(said, 0, frame, 4, said.length);
    return frame;
  }
}
