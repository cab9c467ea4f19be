package dev.millwright.serving.process;

import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Refuses bodies that are too large, with or without a length in front. What is sent beyond the
/// limit is read and dropped, since a caller hears no answer before it has sent its body.
public final class BodyLimit implements Handler {
  /// In bytes.
  public static final int LARGEST = 1 << 20;

  /// Beyond this the connection is cut instead, in bytes.
  public static final long MOST_DROPPED = 64L << 20;

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    request.streamFilter(Limited::new);
    response.next();
  }

  private static final class Limited extends FilterInputStream {
    private long count;

    Limited(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        int read = super.read(bytes, offset, length);
        count += Math.max(0, read);
        if (count > LARGEST) {
          in.transferTo(OutputStream.nullOutputStream());
          throw tooLarge();
        }
        return read;
      } catch (IllegalArgumentException brokenChunk) {
        throw notHttp();
      }
    }

    private static RequestException tooLarge() {
      return RequestException.builder()
          .type(DirectHandler.EventType.BAD_REQUEST)
          .status(Status.REQUEST_ENTITY_TOO_LARGE_413)
          .message("the body is larger than " + LARGEST + " bytes")
          .build();
    }

    private static RequestException notHttp() {
      return RequestException.builder()
          .type(DirectHandler.EventType.BAD_REQUEST)
          .status(Status.BAD_REQUEST_400)
          .message("the body's chunks are not HTTP")
          .setKeepAlive(false)
          .build();
    }
  }
}
