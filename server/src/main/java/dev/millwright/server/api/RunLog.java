package dev.millwright.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.server.control.Control;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a run said: the end of it when it said much.
record RunLog(Tracking tracking, Control control) {
  private static final int MOST = 1 << 20;

  Reply reply(Call call) {
    if (tracking.runs().find(call.id()).isEmpty()) {
      return Reply.notFound("there is no run " + call.id());
    }
    Optional<Path> log = control.log(call.id());
    return Reply.text(log.isPresent() && Files.isRegularFile(log.get()) ? tail(log.get()) : "");
  }

  private static String tail(Path log) {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      channel.position(Math.max(0, channel.size() - MOST));
      ByteBuffer bytes = ByteBuffer.allocate(MOST);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Reads on: a read may give less than asked.
      }
      return UTF_8.decode(bytes.flip()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
