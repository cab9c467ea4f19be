package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Where a secret is kept. The secret itself is in no commit.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SecretRef.KubernetesSecret.class, name = "secret"),
  @JsonSubTypes.Type(value = SecretRef.SecretFile.class, name = "file"),
  @JsonSubTypes.Type(value = SecretRef.Variable.class, name = "env"),
})
public sealed interface SecretRef {
  /// One key of a Kubernetes Secret.
  record KubernetesSecret(String secret, String key) implements SecretRef {}

  /// A file outside of the repository, by its absolute path.
  record SecretFile(String file) implements SecretRef {}

  /// A variable of the environment of Millwright's process.
  record Variable(String env) implements SecretRef {}
}
