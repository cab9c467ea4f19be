package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A named outside system.
///
/// @param secretRef where the secret is kept that opens it; absent: none is needed
public record Connection(Metadata metadata, Place place, Optional<SecretRef> secretRef)
    implements Resource {
  /// The kinds of system, by the words of the language.
  public enum Type {
    FILESYSTEM,
    S3,
    GCS,
    AZURE,
    KAFKA,
    REDIS,
    POSTGRES,
    JDBC,
    HTTP,
    SNOWFLAKE
  }

  public Type type() {
    return place.type();
  }

  /// What kind of system it is, where it is, and how it is spoken to.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Filesystem.class, name = "filesystem"),
    @JsonSubTypes.Type(value = S3.class, name = "s3"),
    @JsonSubTypes.Type(value = Gcs.class, name = "gcs"),
    @JsonSubTypes.Type(value = Azure.class, name = "azure"),
    @JsonSubTypes.Type(value = Kafka.class, name = "kafka"),
    @JsonSubTypes.Type(value = Redis.class, name = "redis"),
    @JsonSubTypes.Type(value = Postgres.class, name = "postgres"),
    @JsonSubTypes.Type(value = Jdbc.class, name = "jdbc"),
    @JsonSubTypes.Type(value = Http.class, name = "http"),
    @JsonSubTypes.Type(value = Snowflake.class, name = "snowflake"),
  })
  public sealed interface Place {
    /// Its word.
    default Type type() {
      return switch (this) {
        case Filesystem _ -> Type.FILESYSTEM;
        case S3 _ -> Type.S3;
        case Gcs _ -> Type.GCS;
        case Azure _ -> Type.AZURE;
        case Kafka _ -> Type.KAFKA;
        case Redis _ -> Type.REDIS;
        case Postgres _ -> Type.POSTGRES;
        case Jdbc _ -> Type.JDBC;
        case Http _ -> Type.HTTP;
        case Snowflake _ -> Type.SNOWFLAKE;
      };
    }
  }

  /// A relative root is a folder of the project and read from the commit; an absolute one is
  /// outside and snapshotted by digest.
  public record Filesystem(String root) implements Place {}

  /// @param endpoint absent: that of Amazon, by region
  /// @param pathStyle whether the bucket stands in the path and not in the host's name
  public record S3(
      Optional<String> endpoint,
      String bucket,
      Optional<String> prefix,
      Optional<String> region,
      boolean pathStyle)
      implements Place {}

  /// @param endpoint absent: that of Google
  /// @param project who is billed
  public record Gcs(
      Optional<String> endpoint, String bucket, Optional<String> prefix, Optional<String> project)
      implements Place {}

  public record Azure(String endpoint, String container, Optional<String> prefix)
      implements Place {}

  /// @param endpoint brokers with their ports, with commas between
  public record Kafka(
      String endpoint, SecurityProtocol securityProtocol, Optional<SaslMechanism> saslMechanism)
      implements Place {}

  public enum SecurityProtocol {
    PLAINTEXT("plaintext"),
    SSL("ssl"),
    SASL_PLAINTEXT("saslPlaintext"),
    SASL_SSL("saslSsl");

    private final String word;

    SecurityProtocol(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /// Whether brokers ask who is there.
    public boolean isSasl() {
      return this == SASL_PLAINTEXT || this == SASL_SSL;
    }
  }

  public enum SaslMechanism {
    PLAIN("plain"),
    SCRAM_SHA_256("scramSha256"),
    SCRAM_SHA_512("scramSha512");

    private final String word;

    SaslMechanism(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /// @param index of the database
  public record Redis(String endpoint, int index) implements Place {}

  public record Postgres(String endpoint, String database, Optional<String> schema, SslMode sslMode)
      implements Place {}

  /// How much of the server's word is checked, as in libpq.
  public enum SslMode {
    DISABLE("disable"),
    PREFER("prefer"),
    REQUIRE("require"),
    VERIFY_CA("verify-ca"),
    VERIFY_FULL("verify-full");

    private final String word;

    SslMode(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /// @param driver the class of the driver; absent: the one that takes the URL
  public record Jdbc(String endpoint, Optional<String> driver) implements Place {}

  /// @param timeout of one request
  /// @param headers of every request; none is a secret
  public record Http(String endpoint, Duration timeout, SortedMap<String, String> headers)
      implements Place {
    public Http {
      headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }
  }

  public record Snowflake(
      String endpoint,
      String database,
      Optional<String> schema,
      Optional<String> warehouse,
      Optional<String> role)
      implements Place {}
}
