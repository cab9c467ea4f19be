package dev.millwright.serving;

import dev.millwright.serving.gateway.Gateway;
import dev.millwright.serving.process.ReadyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// The gateway's process. Its argument is the gateway's folder. Ends with status 4 when the port is
/// taken.
public final class GatewayMain {
  private static final int WORLD_FAILED = 4;

  private GatewayMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    Gateway gateway = start(folder);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      gateway.close();
                      ended.countDown();
                    }));
    ReadyFile.write(folder, gateway.port());
    ended.await();
  }

  private static Gateway start(Path folder) throws IOException {
    try {
      return Gateway.start(folder, System.getenv().getOrDefault("MILLWRIGHT_TOKEN", ""));
    } catch (RuntimeException e) {
      System.err.println("the gateway cannot listen: " + e.getMessage());
      System.exit(WORLD_FAILED);
      throw e;
    }
  }
}
