package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millwright.spec.Name;
import java.util.List;

/// What starts a workflow, beside people and the `onDrift` of a monitor. Operational.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "trigger")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Trigger.Scheduled.class, name = "schedule"),
  @JsonSubTypes.Type(value = Trigger.Pushed.class, name = "push"),
  @JsonSubTypes.Type(value = Trigger.Snapshot.class, name = "snapshot"),
  @JsonSubTypes.Type(value = Trigger.Drifted.class, name = "drift"),
  @JsonSubTypes.Type(value = Trigger.Webhook.class, name = "webhook"),
})
public sealed interface Trigger {

  /// @param cron five fields; @param timeZone by its name in the IANA's list
  record Scheduled(String cron, String timeZone) implements Trigger {}

  /// A push to one of these branches that changes one of these files.
  ///
  /// @param branches glob patterns; empty: any; @param paths glob patterns; empty: any
  record Pushed(List<String> branches, List<String> paths) implements Trigger {
    public Pushed {
      branches = List.copyOf(branches);
      paths = List.copyOf(paths);
    }
  }

  /// A new snapshot of a feature set.
  record Snapshot(Name featureSet) implements Trigger {}

  /// An alert of a monitor.
  record Drifted(Name monitor) implements Trigger {}

  /// A request from outside that is signed with a secret.
  record Webhook(String name, SecretRef secretRef) implements Trigger {}

  /// A secret by its name, and the key in it.
  record SecretRef(String name, String key) {}
}
