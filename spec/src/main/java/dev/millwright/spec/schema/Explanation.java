package dev.millwright.spec.schema;

import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What one field is.
///
/// @param path such as `FeatureSet.spec.aggregate`; an element of a list has no place of its own in
///   it, an entry of a mapping is `*`
/// @param type what may stand there, in words
/// @param required whether it has to be there, in the mapping that it is a field of
/// @param standard what holds when it is absent
/// @param effect how far a change of it goes
/// @param executed whether anything acts on it yet
/// @param taken whether a platform takes a commit that uses it
/// @param fields those below it, or below its elements or entries
public record Explanation(
    String path,
    String type,
    Required required,
    Optional<JsonNode> standard,
    Effect effect,
    boolean executed,
    boolean taken,
    String description,
    List<JsonNode> examples,
    List<Explanation> fields) {
  /// Whether a field has to be there.
  public enum Required {
    YES,
    NO,
    /// One of several, of which one has to be there.
    ONE_OF
  }

  /// A path that leads nowhere.
  ///
  /// @param hint what was meant, or what there is
  public record Unknown(String path, String hint) {}

  /// What was found.
  public sealed interface Answer {
    record Found(Explanation explanation) implements Answer {}

    record Missing(Unknown unknown) implements Answer {}
  }

  public Explanation {
    examples = List.copyOf(examples);
    fields = List.copyOf(fields);
  }

  /// Tells of a field.
  ///
  /// @param path a kind and the names of fields, with dots between: `featureset.spec.aggregate`;
  ///   the kind in any case, also plural or with dashes
  public static Answer of(Schemas schemas, String path) {
    List<String> words = List.of(path.split("\\.", -1));
    Optional<Kind> kind = kind(words.getFirst());
    if (kind.isEmpty()) {
      List<String> kinds = Arrays.stream(Kind.values()).map(Kind::word).toList();
      return missing(words.getFirst(), words.getFirst(), kinds);
    }
    SchemaPlace place = schemas.root(kind.get());
    String reached = kind.get().word();
    Required required = Required.YES;
    for (String word : words.subList(1, words.size())) {
      SchemaPlace holder = holder(place, word);
      Optional<SchemaPlace> next = next(holder, word);
      if (next.isEmpty()) {
        List<String> there = new ArrayList<>();
        holders(place).forEach(it -> there.addAll(it.properties().keySet()));
        return missing(reached + "." + word, word, there);
      }
      required = required(holder, word);
      reached += "." + (holder.properties().containsKey(word) ? word : "*");
      place = next.get();
    }
    return new Answer.Found(at(place, reached, required));
  }

  /// All of it, as deep as it goes.
  public static Explanation of(Schemas schemas, Kind kind) {
    return at(schemas.root(kind), kind.word(), Required.YES);
  }

  private static Answer missing(String path, String word, java.util.Collection<String> candidates) {
    String hint =
        Nearest.hint(word, candidates)
            .orElse(
                candidates.isEmpty()
                    ? "it has no fields"
                    : "there are " + String.join(", ", candidates));
    return new Answer.Missing(new Unknown(path, hint));
  }

  private static Explanation at(SchemaPlace place, String path, Required required) {
    List<Explanation> fields = new ArrayList<>();
    holders(place).forEach(holder -> fields.addAll(fields(holder, path)));
    JsonNode own = place.own();
    return new Explanation(
        path,
        FieldType.of(place),
        required,
        Optional.ofNullable(own.get("default")),
        own.has("x-millwright-class") ? place.effect() : Effect.CONTRACT,
        place.isExecuted(),
        place.isTaken(),
        place.text("description"),
        own.path("examples").valueStream().toList(),
        fields);
  }

  private static List<Explanation> fields(SchemaPlace holder, String path) {
    List<Explanation> fields = new ArrayList<>();
    holder
        .properties()
        .forEach((name, field) -> fields.add(at(field, path + "." + name, required(holder, name))));
    holder.entry().ifPresent(entry -> fields.add(at(entry, path + ".*", Required.NO)));
    return fields;
  }

  /// Where the fields stand: in the place itself, in the elements of its lists, or, where it may be
  /// a mapping or a list, in both.
  private static List<SchemaPlace> holders(SchemaPlace place) {
    List<SchemaPlace> holders = new ArrayList<>();
    if (place.element().isEmpty() || !place.properties().isEmpty()) {
      holders.add(place.shape());
    }
    place.element().ifPresent(it -> holders.addAll(holders(it)));
    return holders;
  }

  private static SchemaPlace holder(SchemaPlace place, String word) {
    List<SchemaPlace> holders = holders(place);
    return holders.stream()
        .filter(it -> it.properties().containsKey(word))
        .findFirst()
        .orElse(holders.getFirst());
  }

  private static Optional<SchemaPlace> next(SchemaPlace holder, String word) {
    SequencedMap<String, SchemaPlace> fields = holder.properties();
    return Optional.ofNullable(fields.get(word)).or(holder::entry);
  }

  private static Required required(SchemaPlace holder, String name) {
    if (names(holder.own(), name) || names(holder.own().path("else"), name)) {
      return Required.YES;
    }
    boolean choice =
        Stream.of(holder.own(), holder.own().path("else"))
            .flatMap(it -> it.path("oneOf").valueStream())
            .anyMatch(one -> names(one, name));
    return choice ? Required.ONE_OF : Required.NO;
  }

  private static boolean names(JsonNode schema, String name) {
    return schema.path("required").valueStream().anyMatch(each -> each.asString().equals(name));
  }

  private static Optional<Kind> kind(String word) {
    String plain = word.replace("-", "").toLowerCase(Locale.ROOT);
    return Arrays.stream(Kind.values())
        .filter(
            kind -> {
              String name = kind.word().toLowerCase(Locale.ROOT);
              return plain.equals(name) || plain.equals(name + "s");
            })
        .findFirst();
  }
}
