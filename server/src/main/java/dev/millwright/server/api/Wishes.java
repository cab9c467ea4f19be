package dev.millwright.server.api;

import dev.millwright.server.control.Answer;
import dev.millwright.server.control.Control;
import dev.millwright.server.control.FunctionRun;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// The calls that change something.
record Wishes(Control control) {
  Reply clock(Call call) {
    return reply(control.advanceClock(instant(fields(call, Set.of("at")), "at")));
  }

  Reply reconcile(Call call) {
    fields(call, Set.of());
    return reply(control.reconcile());
  }

  Reply suspend(Call call) {
    JsonNode body = fields(call, Set.of("reason", "until"));
    String reason = text(body, "reason");
    if (reason.isBlank()) {
      throw Refusal.field("reason", "says nothing");
    }
    Optional<Instant> until =
        body.has("until") ? Optional.of(instant(body, "until")) : Optional.empty();
    return reply(control.suspend(reason, until));
  }

  Reply resume(Call call) {
    fields(call, Set.of());
    return reply(control.resume());
  }

  Reply retry(Call call) {
    JsonNode body = fields(call, Set.of("release"));
    return reply(
        body.has("release")
            ? control.retry(Call.parsed("release", text(body, "release"), Digest::parse))
            : control.retry());
  }

  Reply run(Call call) {
    JsonNode body = fields(call, Set.of("function", "parameters", "inputs"));
    return reply(
        control.run(
            new FunctionRun(
                Call.parsed("function", text(body, "function"), Name::of),
                map(body, "parameters", Function.identity()),
                map(body, "inputs", Address::parse))));
  }

  Reply workflow(Call call) {
    fields(call, Set.of());
    return reply(control.runWorkflow(call.name()));
  }

  Reply flush(Call call) {
    fields(call, Set.of());
    return reply(control.flush());
  }

  private static Reply reply(Answer answer) {
    return switch (answer) {
      case Answer.Taken(var values) -> Reply.json(202, values);
      case Answer.Refused(var why, var hint) -> Reply.error(409, "refused", why, hint);
      case Answer.Unknown(var what) -> Reply.notFound(what);
    };
  }

  /// The body, with no field but these.
  private static JsonNode fields(Call call, Set<String> known) {
    JsonNode body = call.json();
    for (String field : body.propertyNames()) {
      if (!known.contains(field)) {
        throw Refusal.field(field, "is not known here");
      }
    }
    return body;
  }

  private static Instant instant(JsonNode body, String field) {
    try {
      return Instant.parse(text(body, field));
    } catch (DateTimeParseException e) {
      throw Refusal.field(field, "is an instant such as 2001-04-01T00:00:00Z");
    }
  }

  private static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    if (!value.isString()) {
      throw Refusal.field(field, value.isMissingNode() ? "is missing" : "is not a text");
    }
    return value.asString();
  }

  /// An object of texts, numbers and booleans.
  private static <T> SortedMap<String, T> map(
      JsonNode body, String field, Function<String, T> parser) {
    SortedMap<String, T> map = new TreeMap<>();
    JsonNode object = body.path(field);
    if (!object.isMissingNode() && !object.isObject()) {
      throw Refusal.field(field, "is not an object");
    }
    for (var entry : object.properties()) {
      String name = field + "." + entry.getKey();
      if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
        throw Refusal.field(name, "is not a single value");
      }
      map.put(entry.getKey(), Call.parsed(name, entry.getValue().asString(), parser));
    }
    return map;
  }
}
