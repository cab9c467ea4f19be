package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.Name;
import java.util.Map;
import java.util.Optional;

/// An outside system, by the name of a connection or by a URL.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Outside.At.class, name = "url"),
  @JsonSubTypes.Type(value = Outside.Through.class, name = "connection"),
})
public sealed interface Outside {
  /// A connection of the project.
  record Through(Name connection) implements Outside {}

  /// A URL without a secret.
  record At(String url) implements Outside {
    private static final Map<String, Connection.Type> TYPES =
        Map.ofEntries(
            Map.entry("file", Connection.Type.FILESYSTEM),
            Map.entry("s3", Connection.Type.S3),
            Map.entry("gs", Connection.Type.GCS),
            Map.entry("abfss", Connection.Type.AZURE),
            Map.entry("kafka", Connection.Type.KAFKA),
            Map.entry("redis", Connection.Type.REDIS),
            Map.entry("rediss", Connection.Type.REDIS),
            Map.entry("postgres", Connection.Type.POSTGRES),
            Map.entry("postgresql", Connection.Type.POSTGRES),
            Map.entry("jdbc", Connection.Type.JDBC),
            Map.entry("http", Connection.Type.HTTP),
            Map.entry("https", Connection.Type.HTTP));

    /// What stands before its first colon.
    public String scheme() {
      return url.substring(0, Math.max(0, url.indexOf(':')));
    }

    /// The kind of system that its scheme means; empty when it means none.
    public Optional<Connection.Type> type() {
      return Optional.ofNullable(TYPES.get(scheme()));
    }
  }
}
