package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/// A channel that people are told by.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Notification.Webhook.class, name = "webhook"),
  @JsonSubTypes.Type(value = Notification.Slack.class, name = "slack"),
  @JsonSubTypes.Type(value = Notification.GitHub.class, name = "github"),
})
public sealed interface Notification {
  /// What it is sent through; absent: the maker's own address.
  Optional<Outside> through();

  /// A request with the news as JSON.
  ///
  /// @param to where it goes
  record Webhook(Outside to, Optional<SecretRef> secretRef) implements Notification {
    @Override
    public Optional<Outside> through() {
      return Optional.of(to);
    }
  }

  /// A message.
  ///
  /// @param channel such as `#ml-ops`
  /// @param secretRef the token, or the address of an incoming webhook
  record Slack(String channel, Optional<Outside> through, SecretRef secretRef)
      implements Notification {}

  /// A status of the commit and a comment on its pull request.
  ///
  /// @param repository as `owner/name`
  record GitHub(String repository, Optional<Outside> through, SecretRef secretRef)
      implements Notification {}
}
