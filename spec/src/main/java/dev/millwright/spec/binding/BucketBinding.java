package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Connection;
import java.util.Optional;
import java.util.regex.Pattern;

/// Connections to where files are kept behind a web address.
final class BucketBinding {
  private static final Pattern WEB =
      Pattern.compile("https?://" + ConnectionBinding.HOST + "(:[0-9]{1,5})?/?");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][-a-z0-9._]{1,220}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("[^\\s/](\\S*[^\\s/])?");
  private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+){0,20}");

  private BucketBinding() {}

  static Connection.Place s3(Fields spec) {
    Optional<String> endpoint = spec.optional("endpoint").map(it -> web(it, "https://s3.local"));
    return spec.required("options", "{bucket: flights}")
        .fields(
            options ->
                new Connection.S3(
                    endpoint,
                    bucket(options, "bucket"),
                    prefix(options),
                    options
                        .optional("region")
                        .map(it -> it.matching(REGION, "a region", "eu-west-1")),
                    options.optional("pathStyle").map(Value::flag).orElse(false)));
  }

  static Connection.Place gcs(Fields spec) {
    Optional<String> endpoint = spec.optional("endpoint").map(it -> web(it, "https://gcs.local"));
    return spec.required("options", "{bucket: flights}")
        .fields(
            options ->
                new Connection.Gcs(
                    endpoint,
                    bucket(options, "bucket"),
                    prefix(options),
                    options.optional("project").map(it -> it.words("flights-ml"))));
  }

  static Connection.Place azure(Fields spec) {
    String example = "https://flights.blob.core.windows.net";
    String endpoint = web(spec.required("endpoint", example), example);
    return spec.required("options", "{container: flights}")
        .fields(
            options ->
                new Connection.Azure(endpoint, bucket(options, "container"), prefix(options)));
  }

  static String web(Value value, String example) {
    return Credentials.url(value, WEB, "an http:// or https:// URL of host and port", example);
  }

  private static String bucket(Fields options, String field) {
    return options
        .required(field, "flights")
        .matching(BUCKET, "a name of at least 3 lower-case letters and digits", "flights");
  }

  private static Optional<String> prefix(Fields options) {
    return options
        .optional("prefix")
        .map(it -> it.matching(PREFIX, "a path without a slash at its ends", "raw/2001"));
  }
}
