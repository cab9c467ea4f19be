package dev.millwright.spec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.Expression;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.serving.GatewayFile;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.ResourceReader;
import dev.millwright.testkit.Cases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class JsonTest {
  @Test
  void a_resource_comes_back_as_it_was() {
    DataType text = DataType.of(BaseType.STRING);
    Expression tree = new Expression.Literal(DataType.of(BaseType.BOOL), Optional.of("TRUE"));
    Resource set =
        new FeatureSet(
            new Metadata(
                Name.of("airports"),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(Map.of("team", "ops")),
                Optional.of("words")),
            List.of(new NamedType("origin", text)),
            Optional.empty(),
            Optional.empty(),
            new FeatureSet.Files(Name.of("flights"), "a.csv", List.of(new NamedType("iata", text))),
            List.of(new FeatureSet.Filter(Formula.written("TRUE").typed(tree))),
            List.of(),
            List.of(
                new FeatureSet.Feature(
                    "latitude",
                    DataType.parse("float64?"),
                    Optional.empty(),
                    List.of(),
                    Optional.empty())),
            Optional.of(Duration.ofDays(2)),
            true);
    assertThat(Json.read(Json.write(set), Resource.class)).isEqualTo(set);
  }

  @TestFactory
  Stream<DynamicTest> every_resource_of_the_full_project_comes_back_as_it_was() {
    return ResourceReader.read(Cases.filesOf(Path.of("src/test/full"))).resources().stream()
        .map(LocatedResource::resource)
        .map(
            it ->
                dynamicTest(
                    it.address().toString(),
                    () -> assertThat(Json.read(Json.write(it), Resource.class)).isEqualTo(it)));
  }

  @Test
  void a_vector_from_before_there_were_ages_has_none() {
    FeatureVector vector =
        new FeatureVector(
            new Metadata(Name.of("flight-features")),
            Optional.empty(),
            List.of(),
            new TreeMap<>(),
            List.of(),
            FeatureVector.Join.LEFT,
            FeatureVector.OnMissing.IMPUTE);
    String text = Json.write(vector);
    assertThat(text).doesNotContain("maxAge");
    assertThat(Json.read(text, FeatureVector.class)).isEqualTo(vector);
  }

  @Test
  void a_model_from_before_there_were_artifacts_reads_and_is_written_as_it_was() {
    String text =
        """
        {"format":"ONNX","gates":[],"inputs":"flight-features","kind":"Model",\
        "metadata":{"labels":{},"name":"delay"},"outputs":[],"trainedBy":{"featureVector":"flight-features",\
        "function":"train-delay","holdOut":"PT336H","input":"examples","parameters":{},\
        "since":"PT2160H"}}""";
    Model model = (Model) Json.read(text, Resource.class);
    assertThat(model.inputs()).isEqualTo(new Model.OfVector(Name.of("flight-features")));
    assertThat(Canonical.tree(model)).isEqualTo(Json.mapper().readTree(text));
  }

  @Test
  void digests_and_addresses_are_keys() {
    Digest digest = Digest.of("x");
    var file =
        new GatewayFile(
            8080,
            List.of(new GatewayFile.Share(digest, 100)),
            new TreeMap<>(
                Map.of(
                    digest, new TreeMap<>(Map.of(Name.of("g"), List.of("http://127.0.0.1:1"))))));
    assertThat(Json.read(Json.write(file), GatewayFile.class)).isEqualTo(file);
    assertThat(Json.write(Address.of(Kind.MODEL, "delay"))).isEqualTo("\"Model/delay\"");
  }
}
