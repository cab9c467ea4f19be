package dev.millwright.spec.resource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/// When the source of a feature set is read anew.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SourceSchedule.Calendar.class, name = "calendar"),
  @JsonSubTypes.Type(value = SourceSchedule.Every.class, name = "every"),
})
public sealed interface SourceSchedule {
  /// At times of the calendar.
  ///
  /// @param cron five fields: minute, hour, day of the month, month, day of the week
  /// @param timeZone by its name in the IANA's list
  record Calendar(String cron, String timeZone) implements SourceSchedule {}

  /// Again after so long.
  record Every(Duration every) implements SourceSchedule {}
}
