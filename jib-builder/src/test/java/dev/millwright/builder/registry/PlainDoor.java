package dev.millwright.builder.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Stands before a server of plain HTTP, and tells whoever begins with TLS at once that nobody here
/// speaks it, as servers do. The JDK's would wait for the end of a line.
record PlainDoor(ServerSocket door, InetSocketAddress server) implements AutoCloseable {
  private static final int TLS_HANDSHAKE = 0x16;

  static PlainDoor before(InetSocketAddress server) {
    try {
      PlainDoor door =
          new PlainDoor(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
      Thread.ofVirtual().start(door::open);
      return door;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return door.getLocalPort();
  }

  private void open() {
    try {
      while (true) {
        Socket guest = door.accept();
        Thread.ofVirtual().start(() -> lead(guest));
      }
    } catch (IOException e) {
      // The door was closed.
    }
  }

  private void lead(Socket guest) {
    try (guest;
        Socket inside = new Socket(server.getAddress(), server.getPort())) {
      var words = new PushbackInputStream(guest.getInputStream());
      int first = words.read();
      if (first == TLS_HANDSHAKE) {
        refuse(guest.getOutputStream());
      } else if (first >= 0) {
        words.unread(first);
        Thread back = Thread.ofVirtual().start(() -> answer(inside, guest));
        words.transferTo(inside.getOutputStream());
        inside.shutdownOutput();
        back.join();
      }
    } catch (IOException e) {
      // Either side hung up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuse(OutputStream guest) throws IOException {
    guest.write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static void answer(Socket inside, Socket guest) {
    try {
      inside.getInputStream().transferTo(guest.getOutputStream());
      guest.shutdownOutput();
    } catch (IOException e) {
      // Either side hung up.
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
