package dev.millwright.builder;

import java.net.URI;
import java.util.Optional;

/// Who may be said to be asking, where wheels are fetched.
@FunctionalInterface
public interface WheelLogins {
  /// The value of the header `Authorization` for an address; absent to say nothing.
  Optional<String> header(URI address);

  /// Nobody is said.
  static WheelLogins none() {
    return _ -> Optional.empty();
  }
}
