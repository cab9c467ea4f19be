package dev.millwright.server;

import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Refuses a body of more bytes than are looked at. What is left of it is read first: who still
/// sends when the connection is closed may never see why.
///
/// @param bytes the most that are looked at
record BodyLimit(int bytes) implements Filter {
  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    request.streamFilter(Counted::new);
    chain.proceed();
  }

  private final class Counted extends FilterInputStream {
    private long read;

    Counted(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int more = super.read(into, offset, length);
      count(Math.max(0, more));
      return more;
    }

    private void count(int more) throws IOException {
      read += more;
      if (read > bytes) {
        in.transferTo(OutputStream.nullOutputStream());
        throw new HttpException(
            "a body of more than " + bytes + " bytes", Status.REQUEST_ENTITY_TOO_LARGE_413, true);
      }
    }
  }
}
