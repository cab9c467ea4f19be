package dev.millwright.reconciler.platform.kubernetes.source;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a Secret holds; it is never printed.
public record SecretFields(SortedMap<String, String> texts) {
  static SecretFields of(Secret secret) {
    SortedMap<String, String> texts = new TreeMap<>();
    Optional.ofNullable(secret.getData())
        .orElse(Map.of())
        .forEach(
            (key, value) ->
                texts.put(
                    key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
    return new SecretFields(texts);
  }

  public Optional<String> text(String key) {
    return Optional.ofNullable(texts.get(key)).filter(it -> !it.isEmpty());
  }

  @Override
  public String toString() {
    return String.join(", ", texts.keySet());
  }
}
