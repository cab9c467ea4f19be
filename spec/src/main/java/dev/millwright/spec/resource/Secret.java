package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.Name;

/// A value that stands in no commit: where it comes from, and the environment variable in which a
/// process finds it. Operational.
///
/// @param name the environment variable
public record Secret(String name, From from) {
  /// Where the value is.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "in")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = OfConnection.class, name = "connection"),
    @JsonSubTypes.Type(value = OfSecret.class, name = "secret"),
    @JsonSubTypes.Type(value = OfVariable.class, name = "env"),
    @JsonSubTypes.Type(value = OfFile.class, name = "file"),
  })
  public sealed interface From {}

  /// Among the credentials of a connection.
  public record OfConnection(Name connection, String key) implements From {}

  /// In a Kubernetes Secret of the environment's namespace.
  public record OfSecret(Name secret, String key) implements From {}

  /// In an environment variable of Millwright's own process.
  public record OfVariable(String variable) implements From {}

  /// In a file of the machine, whose last line break does not count.
  ///
  /// @param path absolute
  public record OfFile(String path) implements From {}
}
