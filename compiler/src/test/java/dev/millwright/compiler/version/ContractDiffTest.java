package dev.millwright.compiler.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.plan.ContractChange;
import dev.millwright.spec.plan.ContractRule;
import dev.millwright.spec.resource.Function;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each change of a promise is called. Whether a rule breaks is the rule's own word.
final class ContractDiffTest {
  private static final Address SET = Address.of(Kind.FEATURE_SET, "origin-delays");

  @ParameterizedTest
  @CsvSource({
    ",string,IN_REQUIRED_ADDED",
    ",string?,IN_OPTIONAL_ADDED",
    "string,,IN_REMOVED",
    "string,string?,IN_WIDENED",
    "string?,string,IN_CHANGED",
    "int32,int64,IN_WIDENED",
    "int32,float64?,IN_WIDENED",
    "int64,float64,IN_CHANGED",
    "int64,int32,IN_CHANGED",
    "flight-features,other-features,IN_CHANGED",
  })
  void of_what_is_brought(@Nullable String before, @Nullable String after, ContractRule rule) {
    assertThat(between(in("origin", before), in("origin", after))).isEqualTo(EnumSet.of(rule));
  }

  @ParameterizedTest
  @CsvSource({
    ",float64,OUT_ADDED",
    "float64,,OUT_REMOVED",
    "float64?,float64,OUT_ALWAYS_THERE",
    "float64,float64?,OUT_CHANGED",
    "float32,float64,OUT_CHANGED",
  })
  void of_what_is_given(@Nullable String before, @Nullable String after, ContractRule rule) {
    assertThat(between(out(before), out(after))).isEqualTo(EnumSet.of(rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "list<string>; list<string?>; IN_WIDENED",
        "list<string>; list<string>?; IN_WIDENED",
        "list<string?>; list<string>; IN_CHANGED",
        "list<int32>; list<int64>; IN_CHANGED",
        "list<list<bool>>; list<list<bool?>>; IN_WIDENED",
        "int64; list<int64>; IN_CHANGED",
        "vector<float32, 3>; vector<float32, 3>?; IN_WIDENED",
        "vector<float32, 3>; vector<float32, 4>; IN_CHANGED",
        "vector<float32, 3>; vector<float64, 3>; IN_CHANGED",
        "vector<float32, 3>; list<float32>; IN_CHANGED",
        "; list<string>; IN_REQUIRED_ADDED",
        "; list<string?>?; IN_OPTIONAL_ADDED",
      })
  void of_lists_and_vectors_that_are_brought(
      @Nullable String before, @Nullable String after, ContractRule rule) {
    assertThat(between(in("tags", before), in("tags", after))).isEqualTo(EnumSet.of(rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "list<string?>; list<string>; OUT_ALWAYS_THERE",
        "list<string?>?; list<string>; OUT_ALWAYS_THERE",
        "list<string>; list<string?>; OUT_CHANGED",
        "vector<float32, 3>?; vector<float32, 3>; OUT_ALWAYS_THERE",
        "vector<float32, 3>; vector<float32, 4>; OUT_CHANGED",
        "vector<float32, 3>; vector<float64, 3>; OUT_CHANGED",
        "vector<float32, 3>?; list<float32>; OUT_CHANGED",
        "routes.near vector<float32, 3>?; routes.near vector<float32, 3>; OUT_ALWAYS_THERE",
        "routes.near vector<float32, 3>?; routes.far vector<float32, 3>; OUT_CHANGED",
        "routes.near list<bool?>; routes.near list<bool>; OUT_ALWAYS_THERE",
        "routes.near float64?; routes.near float64; OUT_ALWAYS_THERE",
      })
  void of_lists_and_vectors_that_are_given(String before, String after, ContractRule rule) {
    assertThat(between(out(before), out(after))).isEqualTo(EnumSet.of(rule));
  }

  @ParameterizedTest
  @CsvSource({
    "maxAge,PT48H,PT24H,TERM_TIGHTENED",
    "maxAge,PT24H,PT48H,TERM_LOOSENED",
    "maxAge,,PT24H,TERM_TIGHTENED",
    "maxAge,PT24H,,TERM_LOOSENED",
    "maxAge origin-delays,PT48H,PT24H,TERM_TIGHTENED",
    "maxAge origin-delays,PT24H,,TERM_LOOSENED",
    "offline,false,,TERM_TIGHTENED",
    "offline,,false,TERM_LOOSENED",
    "online,false,true,TERM_TIGHTENED",
    "online,true,false,TERM_LOOSENED",
    "unheard,a,b,TERM_CHANGED",
  })
  void of_terms(String term, @Nullable String before, @Nullable String after, ContractRule rule) {
    assertThat(between(term(term, before), term(term, after))).isEqualTo(EnumSet.of(rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[a, b]|[b, a]", "[a, b, c]|[c, a]"})
  void columns_in_another_order_are_another_promise(String before, String after) {
    assertThat(between(term("columns", before), term("columns", after)))
        .isEqualTo(EnumSet.of(ContractRule.TERM_CHANGED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[a, b]|[a, x, b]", "[a, b]|[b]", "[a]|[a, b]"})
  void columns_that_come_and_go_leave_the_order_of_the_others(String before, String after) {
    assertThat(between(term("columns", before), term("columns", after))).isEmpty();
  }

  @Test
  void a_parameter_with_a_default_may_be_left_out() {
    assertThat(between(in("parameter epochs", null), parameter("5", 1.0, 100.0)))
        .isEqualTo(EnumSet.of(ContractRule.IN_OPTIONAL_ADDED));
    assertThat(between(in("parameter epochs", null), parameter(null, 1.0, 100.0)))
        .isEqualTo(EnumSet.of(ContractRule.IN_REQUIRED_ADDED));
  }

  @Test
  void bounds_of_a_parameter_may_move_outwards_only() {
    Contracts before = parameter("5", 1.0, 100.0);
    assertThat(between(before, parameter("5", 0.0, null)))
        .isEqualTo(EnumSet.of(ContractRule.IN_WIDENED));
    assertThat(between(before, parameter("5", 1.0, 50.0)))
        .isEqualTo(EnumSet.of(ContractRule.IN_CHANGED));
    assertThat(between(before, parameter(null, 1.0, 100.0)))
        .isEqualTo(EnumSet.of(ContractRule.IN_CHANGED));
    assertThat(between(before, parameter("6", 1.0, 100.0)))
        .isEqualTo(EnumSet.of(ContractRule.IN_DEFAULT_CHANGED));
  }

  @Test
  void a_parameter_is_told_of_in_words() {
    ContractChange change =
        ContractDiff.between(SET, parameter("5", 1.0, 100.0), parameter("6", null, null))
            .getFirst();
    assertThat(change.sentence())
        .isEqualTo(
            "`parameter epochs`: more values of it are taken (int32 = 5, from 1, to 100 → int32 = 6)");
  }

  private static Set<ContractRule> between(Contracts before, Contracts after) {
    Set<ContractRule> rules = EnumSet.noneOf(ContractRule.class);
    ContractDiff.between(SET, before, after).forEach(change -> rules.add(change.rule()));
    return rules;
  }

  private static Contracts parameter(
      @Nullable String standard, @Nullable Double minimum, @Nullable Double maximum) {
    Function.Parameter parameter =
        new Function.Parameter(
            DataType.parse("int32"),
            Optional.ofNullable(standard),
            Optional.ofNullable(minimum),
            Optional.ofNullable(maximum));
    return in("parameter epochs", Canonical.text(parameter));
  }

  private static Contracts in(String name, @Nullable String type) {
    return new Contracts(one(name, type), new TreeMap<>(), new TreeMap<>());
  }

  private static Contracts out(@Nullable String type) {
    return new Contracts(new TreeMap<>(), one("delay", type), new TreeMap<>());
  }

  private static Contracts term(String name, @Nullable String value) {
    return new Contracts(new TreeMap<>(), new TreeMap<>(), one(name, value));
  }

  private static SortedMap<String, String> one(String name, @Nullable String value) {
    SortedMap<String, String> map = new TreeMap<>();
    if (value != null) {
      map.put(name, value);
    }
    return map;
  }
}
