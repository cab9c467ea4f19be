package dev.millwright.bench.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Stands before a registry, and counts the bytes that go there.
final class CountingRelay implements AutoCloseable {
  private final ServerSocket door;
  private final int behind;
  private final AtomicLong sent = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param behind the registry's port on this machine
  CountingRelay(int behind) throws IOException {
    this.behind = behind;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::take);
  }

  int port() {
    return door.getLocalPort();
  }

  /// All bytes so far: headers, and what is sent with them.
  long sent() {
    return sent.get();
  }

  private void take() {
    while (!door.isClosed()) {
      try {
        Socket here = door.accept();
        threads.execute(() -> relay(here));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void relay(Socket here) {
    try (here;
        Socket there = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      threads.execute(() -> copy(there, here, new AtomicLong()));
      copy(here, there, sent);
    } catch (IOException gone) {
      // Whoever spoke sees it.
    }
  }

  private static void copy(Socket from, Socket to, AtomicLong count) {
    byte[] buffer = new byte[1 << 16];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        count.addAndGet(read);
      }
      to.shutdownOutput();
    } catch (IOException gone) {
      // Whoever spoke sees it.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
