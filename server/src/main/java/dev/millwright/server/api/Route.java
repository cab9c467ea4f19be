package dev.millwright.server.api;

import java.util.function.Function;

/// One way into the API.
///
/// @param path below `/api/v1`, with the names of its variable parts in braces
public record Route(Method method, String path, Function<Call, Reply> action) {
  /// What a route may do: reading is open to this machine, changing asks for the token.
  public enum Method {
    GET,
    POST
  }

  /// Answers a call; one that cannot be understood has its reply too.
  public Reply answer(Call call) {
    try {
      return action.apply(call);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }
}
