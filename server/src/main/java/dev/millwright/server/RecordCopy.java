package dev.millwright.server;

import dev.millwright.tracking.Tracking;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The record as a file, for a command that reads it on another machine.
record RecordCopy(Tracking tracking) implements Handler {
  @Override
  public void handle(ServerRequest request, ServerResponse response) throws IOException {
    Path folder = Files.createTempDirectory("record");
    Path copy = folder.resolve("tracking.db");
    try {
      tracking.copyTo(copy);
      response.header(HeaderNames.CONTENT_TYPE, "application/vnd.sqlite3");
      response.contentLength(Files.size(copy));
      try (OutputStream out = response.outputStream()) {
        Files.copy(copy, out);
      }
    } finally {
      Files.deleteIfExists(copy);
      Files.delete(folder);
    }
  }
}
