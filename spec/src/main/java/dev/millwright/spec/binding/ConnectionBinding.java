package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.Connection.SaslMechanism;
import dev.millwright.spec.resource.Connection.SecurityProtocol;
import dev.millwright.spec.resource.Connection.SslMode;
import dev.millwright.spec.resource.Metadata;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

final class ConnectionBinding {
  static final String HOST = "[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?";
  private static final Pattern PAGE =
      Pattern.compile("https?://" + HOST + "(:[0-9]{1,5})?(/[^\\s?#]*)?");
  private static final Pattern BROKERS =
      Pattern.compile(HOST + ":[0-9]{1,5}(," + HOST + ":[0-9]{1,5}){0,100}");
  private static final Pattern REDIS = Pattern.compile("rediss?://" + HOST + "(:[0-9]{1,5})?/?");
  private static final Pattern POSTGRES =
      Pattern.compile("postgres(ql)?://" + HOST + "(:[0-9]{1,5})?/?");
  private static final Pattern JDBC = Pattern.compile("jdbc:[a-z][-a-z0-9+]*:\\S+");
  private static final Pattern DRIVER =
      Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*){0,50}");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9]{0,63}");

  private static final List<String> NOT_EXECUTED = List.of("endpoint", "options", "secretRef");

  private ConnectionBinding() {}

  static Connection read(Metadata metadata, Fields spec) {
    Value value = spec.required("type", "filesystem");
    Connection.Type type = value.choice(Connection.Type.class);
    boolean isKnown = type.name().toLowerCase(Locale.ROOT).equals(value.node().asString(""));
    if (!isKnown) {
      spec.allow("root", "endpoint", "options", "secretRef");
      return new Connection(metadata, new Connection.Filesystem(""), Optional.empty());
    }
    if (type == Connection.Type.FILESYSTEM) {
      String root = spec.required("root", "data").words("data");
      return new Connection(metadata, new Connection.Filesystem(root), Optional.empty());
    }
    NOT_EXECUTED.forEach(spec::planned);
    return new Connection(
        metadata,
        place(type, spec),
        spec.optional("secretRef").map(it -> it.fields(Credentials::reference)));
  }

  private static Connection.Place place(Connection.Type type, Fields spec) {
    return switch (type) {
      case FILESYSTEM -> new Connection.Filesystem("");
      case S3 -> BucketBinding.s3(spec);
      case GCS -> BucketBinding.gcs(spec);
      case AZURE -> BucketBinding.azure(spec);
      case KAFKA -> kafka(spec);
      case REDIS -> redis(spec);
      case POSTGRES -> postgres(spec);
      case JDBC -> jdbc(spec);
      case HTTP -> http(spec);
      case SNOWFLAKE -> snowflake(spec);
    };
  }

  private static Connection.Place kafka(Fields spec) {
    String example = "kafka.example.com:9092";
    String endpoint =
        Credentials.url(
            spec.required("endpoint", example),
            BROKERS,
            "a list of brokers as host:port, with commas between",
            example);
    return spec.optional("options")
        .map(it -> it.fields(options -> kafka(endpoint, options)))
        .orElseGet(
            () -> new Connection.Kafka(endpoint, SecurityProtocol.PLAINTEXT, Optional.empty()));
  }

  private static Connection.Kafka kafka(String endpoint, Fields options) {
    SecurityProtocol protocol =
        options
            .optional("securityProtocol")
            .map(it -> word(it, SecurityProtocol.values(), SecurityProtocol::word))
            .orElse(SecurityProtocol.PLAINTEXT);
    Optional<SaslMechanism> mechanism =
        options
            .optional("saslMechanism")
            .map(it -> word(it, SaslMechanism.values(), SaslMechanism::word));
    if (mechanism.isPresent() && !protocol.isSasl()) {
      options.invalid(
          "saslMechanism",
          "says how to log in, and `securityProtocol` is `"
              + protocol.word()
              + "`, without a login",
          "write `securityProtocol: saslSsl`, or delete it");
    }
    return new Connection.Kafka(endpoint, protocol, mechanism);
  }

  private static Connection.Place redis(Fields spec) {
    String example = "redis://redis.example.com:6379";
    String endpoint =
        Credentials.url(
            spec.required("endpoint", example), REDIS, "a redis:// or rediss:// URL", example);
    return new Connection.Redis(
        endpoint,
        spec.optional("options")
            .map(it -> it.fields(options -> options.optional("index").map(n -> n.integer(0, 1023))))
            .flatMap(index -> index)
            .orElse(0));
  }

  private static Connection.Place postgres(Fields spec) {
    String example = "postgresql://postgres.example.com:5432";
    String endpoint =
        Credentials.url(
            spec.required("endpoint", example),
            POSTGRES,
            "a postgresql:// URL of host and port",
            example);
    return spec.required("options", "{database: flights}")
        .fields(
            options ->
                new Connection.Postgres(
                    endpoint,
                    options.required("database", "flights").words("flights"),
                    options.optional("schema").map(it -> it.words("public")),
                    options
                        .optional("sslMode")
                        .map(it -> word(it, SslMode.values(), SslMode::word))
                        .orElse(SslMode.VERIFY_FULL)));
  }

  private static Connection.Place jdbc(Fields spec) {
    String example = "jdbc:mariadb://mariadb.example.com:3306/flights";
    String endpoint =
        Credentials.url(spec.required("endpoint", example), JDBC, "a JDBC URL", example);
    return new Connection.Jdbc(
        endpoint,
        spec.optional("options")
            .flatMap(
                it ->
                    it.fields(
                        options ->
                            options
                                .optional("driver")
                                .map(
                                    name ->
                                        name.matching(
                                            DRIVER,
                                            "the name of a class",
                                            "org.mariadb.jdbc.Driver")))));
  }

  private static Connection.Place http(Fields spec) {
    String example = "https://weather.example.com/v1";
    String endpoint = page(spec.required("endpoint", example), example);
    return spec.optional("options")
        .map(it -> it.fields(options -> http(endpoint, options)))
        .orElseGet(() -> new Connection.Http(endpoint, Duration.ofSeconds(10), new TreeMap<>()));
  }

  /// An address on the web, with a path or without.
  static String page(Value value, String example) {
    return Credentials.url(value, PAGE, "an http:// or https:// URL", example);
  }

  private static Connection.Http http(String endpoint, Fields options) {
    SortedMap<String, String> headers =
        options
            .optional("headers")
            .map(it -> it.map(HEADER, "the name of a header", value -> value.words("en")))
            .orElseGet(TreeMap::new);
    options
        .optional("headers")
        .ifPresent(
            it -> headers.keySet().forEach(name -> Credentials.refuseHeader(it.at(name), name)));
    return new Connection.Http(
        endpoint,
        options
            .optional("timeout")
            .map(it -> Words.positiveDuration(it, "10s"))
            .orElse(Duration.ofSeconds(10)),
        headers);
  }

  private static Connection.Place snowflake(Fields spec) {
    String example = "https://flights.snowflakecomputing.com";
    String endpoint = BucketBinding.web(spec.required("endpoint", example), example);
    return spec.required("options", "{database: FLIGHTS}")
        .fields(
            options ->
                new Connection.Snowflake(
                    endpoint,
                    options.required("database", "FLIGHTS").words("FLIGHTS"),
                    options.optional("schema").map(it -> it.words("PUBLIC")),
                    options.optional("warehouse").map(it -> it.words("SMALL")),
                    options.optional("role").map(it -> it.words("READER"))));
  }

  private static <E> E word(Value value, E[] constants, Function<E, String> wordOf) {
    String word = value.choice(Arrays.stream(constants).map(wordOf).toList());
    return Arrays.stream(constants)
        .filter(constant -> wordOf.apply(constant).equals(word))
        .findFirst()
        .orElse(constants[0]);
  }
}
