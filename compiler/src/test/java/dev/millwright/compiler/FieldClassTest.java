package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.schema.Effect;
import dev.millwright.spec.schema.SchemaPlace;
import dev.millwright.spec.schema.Schemas;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.ResourceReader;
import dev.millwright.testkit.Cases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Every field of a project that uses all of them is changed in turn: contract, version and release
/// move as far as the field's class in the schemas says, and no further.
final class FieldClassTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final SortedMap<String, byte[]> FILES =
      Cases.filesOf(Path.of("../spec/src/test/full"));

  /// Fields that no edit reaches, and why.
  private static final Map<String, String> UNREACHED =
      Map.of(
          "metadata.name", "another name is another resource",
          "spec.retrain.onDrift", "it changes with spec.retrain only",
          "spec.uses", "what it moves is the item, see HubTest",
          "spec.trainedBy.inputs.<name>.featureVector", "it changes with spec.inputs only",
          "spec.steps[].impute", "it holds nothing",
          "spec.steps[].merge", "it holds nothing");

  /// Fields of environments that are in no release: they say which commit becomes one, and where a
  /// release is taken.
  private static final List<String> BESIDE_THE_RELEASE =
      List.of(
          "/spec/verify",
          "/spec/platform",
          "/spec/follows",
          "/spec/kubernetes",
          "/spec/registry",
          "/spec/stores",
          "/spec/suspend",
          "/spec/budget");

  private final Schemas schemas = new Schemas();

  @TempDir private Path temporary;

  /// A field by its path: `[]` is any element of a list, `<name>` any key of the author's.
  private record Field(String path, SchemaPlace place) {
    List<Field> children() {
      return below(path, place);
    }

    Stream<Field> descendants() {
      return children().stream().flatMap(it -> Stream.concat(Stream.of(it), it.descendants()));
    }

    private static List<Field> below(String path, SchemaPlace place) {
      String start = path.isEmpty() ? "" : path + ".";
      List<Field> fields = new ArrayList<>();
      place.element().ifPresent(it -> fields.addAll(below(path + "[]", it)));
      place.properties().forEach((name, it) -> fields.add(new Field(start + name, it)));
      place.entry().ifPresent(it -> fields.add(new Field(start + "<name>", it)));
      return fields;
    }
  }

  @TestFactory
  Stream<DynamicTest> a_change_goes_as_far_as_the_class_of_its_field() throws IOException {
    return edits().map(edit -> DynamicTest.dynamicTest(edit.toString(), () -> check(edit)));
  }

  @Test
  void every_field_is_changed_or_has_its_reason() throws IOException {
    Set<String> reached = new TreeSet<>();
    edits().flatMap(it -> it.places(schemas).stream()).forEach(it -> reached.add(it.toString()));
    assertThat(
            Arrays.stream(Kind.values())
                .flatMap(kind -> new Field("", schemas.root(kind)).descendants())
                .filter(field -> !UNREACHED.containsKey(field.path()))
                .filter(field -> !isOneWord(field))
                .filter(field -> !reached.contains(field.place().toString()))
                .map(field -> field.place() + " (" + field.path() + ")"))
        .isEmpty();
  }

  @Test
  void another_type_of_a_feature_is_another_contract_of_the_vectors_that_select_it()
      throws IOException {
    Address vector = Address.of(Kind.FEATURE_VECTOR, "second-features");
    ArrayNode features = JSON.arrayNode().add("airports.latitude as north");
    FieldEdit select = new FieldEdit(vector, "/spec/features", features, List.of());
    StringNode optional = JSON.stringNode("float64?");
    Address set = Address.of(Kind.FEATURE_SET, "airports");
    List<FieldEdit> types =
        Stream.of("/spec/features/0/type", "/spec/source/columns/2/type")
            .map(pointer -> new FieldEdit(set, pointer, optional, List.of()))
            .toList();
    FieldEdit retyped = new FieldEdit(vector, "/spec/features", features, types);
    assertThat(release(retyped, true).at(vector).contract())
        .isNotEqualTo(release(select, true).at(vector).contract());
  }

  @TestFactory
  Stream<DynamicTest> a_pin_moves_nothing() {
    return Stream.of(
            "FeatureVector/flight-features /spec/features/0 ="
                + " \"origin-delays@1.2.0.delay_avg_24h as origin_delay\"",
            "Model/delay /spec/trainedBy/function = \"train-delay@1.2.0\"",
            "Model/delay /spec/inputs/featureVector = \"flight-features@1.2.0\"",
            "ServingGraph/predict-delay /spec/steps/3/model/model = \"delay@1.2.0\"",
            "Workflow/retrain-delay /spec/steps/1/train/model = \"delay@1.2.0\"",
            "Monitor/delay-drift /spec/of = \"predict-delay@1.2.0\"")
        .map(FieldEdit::of)
        .map(edit -> DynamicTest.dynamicTest(edit.toString(), () -> assertStays(edit)));
  }

  private void assertStays(FieldEdit edit) throws IOException {
    assertThat(release(edit, true).id()).isEqualTo(release(edit, false).id());
  }

  /// Where only one word may stand, there is no other to change it to.
  private static boolean isOneWord(Field field) {
    List<Field> below = field.children();
    return field.place().shape().own().has("const")
        || (!below.isEmpty() && below.stream().allMatch(FieldClassTest::isOneWord));
  }

  private boolean isBeside(FieldEdit edit) {
    return switch (edit.address().kind()) {
      case ENVIRONMENT -> BESIDE_THE_RELEASE.stream().anyMatch(edit.pointer()::startsWith);
      // How a system is spoken to, which nothing does yet.
      case CONNECTION -> effect(edit) == Effect.OPERATIONAL;
      case PROJECT -> edit.pointer().startsWith("/spec/notifications");
      case FUNCTION, FEATURE_SET, FEATURE_VECTOR, MODEL -> false;
      case SERVING_GRAPH, WORKFLOW, MONITOR -> false;
    };
  }

  private void check(FieldEdit edit) throws IOException {
    Release before = release(edit, false);
    Release after = release(edit, true);
    Effect effect = effect(edit);
    assertThat(!after.id().equals(before.id()))
        .as("the release moves")
        .isEqualTo(effect != Effect.DOCUMENTATION && !isBeside(edit));
    if (edit.address().kind().isComponent()) {
      compare(before.at(edit.address()), after.at(edit.address()), effect);
    } else {
      assertThat(!versions(after).equals(versions(before)))
          .as("versions move")
          .isEqualTo(effect.compareTo(Effect.BEHAVIOUR) >= 0);
    }
  }

  private static void compare(Component before, Component after, Effect effect) {
    assertThat(!after.contract().equals(before.contract()))
        .as("the contract moves")
        .isEqualTo(effect == Effect.CONTRACT);
    assertThat(!after.version().equals(before.version()))
        .as("the version moves")
        .isEqualTo(effect.compareTo(Effect.BEHAVIOUR) >= 0);
  }

  /// An element has the class of its list.
  private Effect effect(FieldEdit edit) {
    return edit.places(schemas).reversed().stream()
        .filter(place -> place.own().has("x-millwright-class"))
        .map(SchemaPlace::effect)
        .findFirst()
        .orElseThrow();
  }

  private static Map<Address, String> versions(Release release) {
    Map<Address, String> versions = new TreeMap<>();
    release.components().forEach((at, it) -> versions.put(at, it.version() + " " + it.contract()));
    return versions;
  }

  private static Stream<FieldEdit> edits() throws IOException {
    return Stream.concat(
        FieldEdit.written().stream(), documents().keySet().stream().flatMap(FieldEdit::ofMetadata));
  }

  private static SortedMap<Address, ObjectNode> documents() {
    SortedMap<Address, ObjectNode> documents = new TreeMap<>();
    for (LocatedResource located : ResourceReader.read(FILES).resources()) {
      documents.put(located.address(), located.tree().deepCopy());
    }
    return documents;
  }

  /// An environment is looked at through its own release, anything else through that of `audit`,
  /// which patches nothing.
  private Release release(FieldEdit edit, boolean isEdited) throws IOException {
    SortedMap<Address, ObjectNode> documents = documents();
    if (isEdited) {
      edit.applyTo(documents);
    }
    SortedMap<String, byte[]> files = new TreeMap<>(FILES);
    files.keySet().removeIf(file -> file.endsWith(".yaml") && !file.equals("project.yaml"));
    documents.forEach(
        (address, tree) -> {
          String file =
              address.kind() == Kind.PROJECT
                  ? "project.yaml"
                  : address.kind() + "-" + address.name() + ".yaml";
          files.put(file, tree.toString().getBytes(StandardCharsets.UTF_8));
        });
    Path work = Files.createTempDirectory(temporary, "project");
    boolean isEnvironment = edit.address().kind() == Kind.ENVIRONMENT;
    String environment = isEnvironment ? edit.address().name().text() : "audit";
    return Projects.release(EditedProject.tree(files, work), environment);
  }
}
