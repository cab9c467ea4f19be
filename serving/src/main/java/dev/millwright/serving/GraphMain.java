package dev.millwright.serving;

import dev.millwright.serving.bind.Bindings;
import dev.millwright.serving.bind.ModelFiles;
import dev.millwright.serving.process.GraphServer;
import dev.millwright.serving.process.Listening;
import dev.millwright.serving.process.ReadyFile;
import dev.millwright.serving.process.WarmUp;
import dev.millwright.serving.record.Recorder;
import dev.millwright.spec.Digest;
import dev.millwright.spec.serving.FunctionPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// The process of one graph version. Arguments: the graph version's folder, this replica's folder,
/// the folder of recordings. Listens where `MILLWRIGHT_LISTEN` says, else on a free port of
/// loopback. Models that are not where they are bound to be are looked for in the folder
/// `MILLWRIGHT_MODELS`; the functions that the graph asks are on the class path
/// `MILLWRIGHT_FUNCTIONS`.
public final class GraphMain {
  private GraphMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      serve(arguments);
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      System.getLogger(GraphMain.class.getName())
          .log(System.Logger.Level.ERROR, "the process cannot start", e);
      // Who looks for the cause looks at the last line.
      System.err.println("cannot start: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void serve(String[] arguments) throws IOException, InterruptedException {
    var models =
        new ModelFiles(Optional.ofNullable(System.getenv(ModelFiles.VARIABLE)).map(Path::of));
    Bindings bindings = Bindings.open(Path.of(arguments[0]), models, functions());
    String prefix = bindings.graph().version().brief() + "-" + ProcessHandle.current().pid();
    Recorder recorder = Recorder.start(Path.of(arguments[2]), prefix, Recorder.Settings.STANDARD);
    String token = System.getenv().getOrDefault("MILLWRIGHT_TOKEN", "");
    Listening listening = Listening.parse(System.getenv().getOrDefault("MILLWRIGHT_LISTEN", ""));
    GraphServer server = GraphServer.start(bindings, recorder, token, listening);
    warm(bindings, server.port(), token);
    server.warmed();
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

  private static void warm(Bindings bindings, int port, String token)
      throws IOException, InterruptedException {
    String graph = bindings.graph().graph().metadata().name().text();
    WarmUp warmUp = new WarmUp(port, graph, token);
    for (Digest release : bindings.releases()) {
      if (bindings.graph().functions().isPresent()) {
        warmUp.ask(release, bindings.example());
      } else {
        warmUp.run(release, bindings.example());
      }
    }
  }

  private static List<Path> functions() {
    return FunctionPath.parse(System.getenv().getOrDefault(FunctionPath.VARIABLE, ""));
  }
}
