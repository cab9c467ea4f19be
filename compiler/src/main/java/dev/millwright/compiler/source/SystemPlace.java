package dev.millwright.compiler.source;

import dev.millwright.spec.resource.Connection;
import java.util.Optional;

/// Where a system keeps what is read from it, as one text: what of a connection makes other data,
/// and so another version, and not how it is spoken to.
public final class SystemPlace {
  private SystemPlace() {}

  /// Such as `s3:flights/raw`; for a folder its path.
  public static String of(Connection.Place place) {
    return switch (place) {
      case Connection.Filesystem(var root) -> root;
      case Connection.S3 it -> bucket("s3:", it.endpoint(), it.bucket(), it.prefix());
      case Connection.Gcs it -> bucket("gs:", it.endpoint(), it.bucket(), it.prefix());
      case Connection.Azure it ->
          bucket("azure:", Optional.of(it.endpoint()), it.container(), it.prefix());
      case Connection.Kafka it -> "kafka:" + it.endpoint();
      case Connection.Redis it -> slashed(it.endpoint()) + it.index();
      case Connection.Postgres it -> slashed(it.endpoint()) + it.database() + schema(it.schema());
      case Connection.Jdbc it -> it.endpoint();
      case Connection.Http it -> it.endpoint();
      case Connection.Snowflake it -> slashed(it.endpoint()) + it.database() + schema(it.schema());
    };
  }

  private static String bucket(
      String scheme, Optional<String> endpoint, String bucket, Optional<String> prefix) {
    return scheme
        + endpoint.map(SystemPlace::slashed).orElse("")
        + bucket
        + prefix.map(it -> "/" + it).orElse("");
  }

  private static String schema(Optional<String> schema) {
    return schema.map(it -> "/" + it).orElse("");
  }

  private static String slashed(String endpoint) {
    return endpoint.endsWith("/") ? endpoint : endpoint + "/";
  }
}
