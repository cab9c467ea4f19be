package dev.millwright.server.trace;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Who takes traces, as OpenTelemetry's own variables say.
final class Collector {
  private static final System.Logger LOG = System.getLogger(Collector.class.getName());
  private static final String PREFIX = "OTEL_";
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

  /// Numbers go to Prometheus, lines to the log.
  private static final Map<String, String> TRACES_ALONE =
      Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");

  private Collector() {}

  /// Absent when the variables name no endpoint: then nothing is made that costs anything.
  ///
  /// @param service the name that traces come under when no variable says another
  static Optional<OpenTelemetrySdk> of(Map<String, String> variables, String service) {
    boolean isNamed =
        !variables.getOrDefault(ENDPOINT, "").isBlank()
            || !variables.getOrDefault(TRACES_ENDPOINT, "").isBlank();
    return isNamed ? sdk(properties(variables, service)) : Optional.empty();
  }

  /// Whoever is to be watched works on when the watching cannot be meant.
  private static Optional<OpenTelemetrySdk> sdk(Map<String, String> properties) {
    try {
      return Optional.of(
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesCustomizer(_ -> properties)
              .build()
              .getOpenTelemetrySdk());
    } catch (ConfigurationException e) {
      LOG.log(System.Logger.Level.WARNING, "no traces are sent: OTEL_… cannot be meant", e);
      return Optional.empty();
    }
  }

  private static Map<String, String> properties(Map<String, String> variables, String service) {
    Map<String, String> properties = new HashMap<>();
    properties.put("otel.service.name", service);
    properties.put("otel.exporter.otlp.protocol", "http/protobuf");
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    properties.putAll(TRACES_ALONE);
    return properties;
  }
}
