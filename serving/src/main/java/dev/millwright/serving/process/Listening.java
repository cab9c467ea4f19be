package dev.millwright.serving.process;

/// Where a process listens.
///
/// @param host a name or an address of this machine
/// @param port 0 for any that is free
public record Listening(String host, int port) {
  /// What only this machine reaches.
  public static final Listening LOOPBACK = new Listening("127.0.0.1", 0);

  /// Reads `0.0.0.0:8080`; nothing means loopback.
  ///
  /// @throws IllegalArgumentException when it is not a host and a port
  public static Listening parse(String text) {
    if (text.isEmpty()) {
      return LOOPBACK;
    }
    int colon = text.lastIndexOf(':');
    if (colon <= 0 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("not a host and a port: " + text);
    }
    return new Listening(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
