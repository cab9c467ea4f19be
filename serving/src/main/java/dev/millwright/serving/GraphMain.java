package dev.millwright.serving;

import dev.millwright.serving.bind.Bindings;
import dev.millwright.serving.process.GraphServer;
import dev.millwright.serving.process.ReadyFile;
import dev.millwright.serving.record.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// The process of one graph version. Arguments: the graph version's folder, this replica's folder,
/// the folder of recordings.
public final class GraphMain {
  private GraphMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Bindings bindings = Bindings.open(Path.of(arguments[0]));
    String prefix = bindings.graph().version().brief() + "-" + ProcessHandle.current().pid();
    Recorder recorder = Recorder.start(Path.of(arguments[2]), prefix, Recorder.Settings.STANDARD);
    GraphServer server =
        GraphServer.start(bindings, recorder, System.getenv().getOrDefault("MILLWRIGHT_TOKEN", ""));
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      server.close();
                      ended.countDown();
                    }));
    ReadyFile.write(Path.of(arguments[1]), server.port());
    ended.await();
  }
}
