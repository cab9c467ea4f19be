package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.reconciler.platform.GraphVersion;
import dev.millwright.spec.Name;
import dev.millwright.spec.resource.Secret;
import dev.millwright.spec.resource.Secret.OfSecret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tells one content of the Secrets that a graph's functions read from another, and nothing of the
/// values: whoever has a mark and not the key cannot even try a value out.
///
/// @param key what only the reconciler and its processes know
/// @param told the Secrets whose refusal was told
record SecretMarks(Cluster cluster, String key, Set<String> told) {
  private static final System.Logger LOG = System.getLogger(SecretMarks.class.getName());
  private static final String ALGORITHM = "HmacSHA256";

  SecretMarks(Cluster cluster, String key) {
    this(cluster, key, ConcurrentHashMap.newKeySet());
  }

  /// The mark of all that they read now; nothing when they read no Secret, or one that cannot be
  /// read here.
  Optional<String> of(GraphVersion graph) {
    SortedMap<String, String> values = new TreeMap<>();
    Map<Name, Optional<Map<String, String>>> secrets = new HashMap<>();
    for (OfSecret from : read(graph)) {
      Optional<Map<String, String>> data =
          secrets.computeIfAbsent(from.secret(), secret -> data(secret.text()));
      if (data.isEmpty()) {
        return Optional.empty();
      }
      values.put(from.secret() + "/" + from.key(), data.get().getOrDefault(from.key(), ""));
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(mark(values));
  }

  static Set<OfSecret> read(GraphVersion graph) {
    return graph.functions().stream()
        .flatMap(function -> function.secrets().orElse(List.of()).stream())
        .map(Secret::from)
        .filter(OfSecret.class::isInstance)
        .map(OfSecret.class::cast)
        .collect(Collectors.toSet());
  }

  String mark(SortedMap<String, String> values) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      values.forEach(
          (name, value) -> {
            mac.update((name + "\0").getBytes(StandardCharsets.UTF_8));
            mac.update((value + "\0").getBytes(StandardCharsets.UTF_8));
          });
      return HexFormat.of().formatHex(mac.doFinal(), 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a Secret holds, in Base64.
  private Optional<Map<String, String>> data(String name) {
    try {
      return Optional.ofNullable(
              cluster.client().secrets().inNamespace(cluster.namespace()).withName(name).get())
          .map(secret -> Optional.ofNullable(secret.getData()).orElseGet(Map::of));
    } catch (KubernetesClientException e) {
      tell(name, e);
      return Optional.empty();
    }
  }

  private void tell(String name, KubernetesClientException why) {
    if (why.getCode() == HttpURLConnection.HTTP_FORBIDDEN && told.add(name)) {
      LOG.log(
          System.Logger.Level.INFO,
          "the Secret {0} may not be read here, so nothing is started anew when it changes",
          name);
    }
  }
}
