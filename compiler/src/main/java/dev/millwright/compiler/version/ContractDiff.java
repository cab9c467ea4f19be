package dev.millwright.compiler.version;

import dev.millwright.spec.Address;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.plan.ContractChange;
import dev.millwright.spec.plan.ContractRule;
import dev.millwright.spec.resource.Function;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/// How a component's promise differs from the one before, field by field.
final class ContractDiff {
  private final Address address;
  private final List<ContractChange> changes = new ArrayList<>();

  private ContractDiff(Address address) {
    this.address = address;
  }

  static List<ContractChange> between(Address address, Contracts before, Contracts after) {
    ContractDiff diff = new ContractDiff(address);
    diff.compare(before.in(), after.in(), ContractDiff::brought);
    diff.compare(before.out(), after.out(), ContractDiff::given);
    diff.compare(before.terms(), after.terms(), ContractDiff::told);
    return diff.changes;
  }

  /// Judges one field; nothing when who relies on it sees no difference.
  private interface Judge {
    Optional<ContractRule> judge(String field, Optional<String> before, Optional<String> after);
  }

  private void compare(
      SortedMap<String, String> before, SortedMap<String, String> after, Judge judge) {
    TreeSet<String> fields = new TreeSet<>(before.keySet());
    fields.addAll(after.keySet());
    for (String field : fields) {
      Optional<String> was = Optional.ofNullable(before.get(field));
      Optional<String> is = Optional.ofNullable(after.get(field));
      if (!was.equals(is)) {
        judge
            .judge(field, was, is)
            .map(rule -> change(rule, field, was, is))
            .ifPresent(changes::add);
      }
    }
  }

  private ContractChange change(
      ContractRule rule, String field, Optional<String> before, Optional<String> after) {
    return Contracts.isParameter(field)
        ? new ContractChange(
            address, rule, field, before.map(ContractDiff::shown), after.map(ContractDiff::shown))
        : new ContractChange(address, rule, field, before, after);
  }

  /// `int32 = 5, from 1, to 100`.
  private static String shown(String text) {
    Function.Parameter parameter = parameter(text);
    return parameter.type()
        + parameter.defaultValue().map(it -> " = " + it).orElse("")
        + parameter.minimum().map(it -> ", from " + number(it)).orElse("")
        + parameter.maximum().map(it -> ", to " + number(it)).orElse("");
  }

  private static String number(double bound) {
    return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }

  private static Optional<ContractRule> brought(
      String field, Optional<String> before, Optional<String> after) {
    if (after.isEmpty()) {
      return Optional.of(ContractRule.IN_REMOVED);
    }
    boolean isParameter = Contracts.isParameter(field);
    if (before.isEmpty()) {
      boolean isOptional =
          isParameter
              ? parameter(after.get()).defaultValue().isPresent()
              : after.get().endsWith("?");
      return Optional.of(
          isOptional ? ContractRule.IN_OPTIONAL_ADDED : ContractRule.IN_REQUIRED_ADDED);
    }
    return Optional.of(
        isParameter
            ? asked(parameter(before.get()), parameter(after.get()))
            : widens(before.get(), after.get())
                ? ContractRule.IN_WIDENED
                : ContractRule.IN_CHANGED);
  }

  private static ContractRule asked(Function.Parameter before, Function.Parameter after) {
    boolean isSameButDefault =
        before.type().equals(after.type())
            && before.minimum().equals(after.minimum())
            && before.maximum().equals(after.maximum())
            && before.defaultValue().isPresent()
            && after.defaultValue().isPresent();
    if (isSameButDefault) {
      return ContractRule.IN_DEFAULT_CHANGED;
    }
    return widens(before, after) ? ContractRule.IN_WIDENED : ContractRule.IN_CHANGED;
  }

  private static Function.Parameter parameter(String text) {
    return Json.read(text, Function.Parameter.class);
  }

  private static boolean widens(Function.Parameter before, Function.Parameter after) {
    boolean asksNoMore = before.defaultValue().isEmpty() || after.defaultValue().isPresent();
    double none = Double.POSITIVE_INFINITY;
    return asksNoMore
        && takes(before.type(), after.type())
        && after.minimum().orElse(-none) <= before.minimum().orElse(-none)
        && after.maximum().orElse(none) >= before.maximum().orElse(none);
  }

  private static boolean widens(String before, String after) {
    Optional<DataType> was = DataType.ofWord(before);
    Optional<DataType> is = DataType.ofWord(after);
    return was.isPresent() && is.isPresent() && takes(was.get(), is.get());
  }

  /// Whether every value of the earlier type is one of the later.
  private static boolean takes(DataType before, DataType after) {
    boolean mayBeMissing = !before.nullable() || after.nullable();
    return mayBeMissing && (before.fitsBarNull(after) || holds(before.base(), after.base()));
  }

  private static boolean holds(BaseType narrow, BaseType wide) {
    return switch (narrow) {
      case INT32 -> wide == BaseType.INT64 || wide == BaseType.FLOAT64;
      case FLOAT32 -> wide == BaseType.FLOAT64;
      case BOOL, INT64, FLOAT64, STRING, BYTES, TIMESTAMP, DATE, LIST, VECTOR -> false;
    };
  }

  private static Optional<ContractRule> given(
      String field, Optional<String> before, Optional<String> after) {
    if (before.isEmpty()) {
      return Optional.of(ContractRule.OUT_ADDED);
    }
    if (after.isEmpty()) {
      return Optional.of(ContractRule.OUT_REMOVED);
    }
    return Optional.of(
        isAlwaysThere(before.get(), after.get())
            ? ContractRule.OUT_ALWAYS_THERE
            : ContractRule.OUT_CHANGED);
  }

  /// Whether all that is given now is what was given before, less what was missing: of a vector's
  /// feature its source stands in front of its type.
  private static boolean isAlwaysThere(String before, String after) {
    Optional<DataType> was = DataType.ofWord(before);
    Optional<DataType> is = DataType.ofWord(after);
    if (was.isPresent() && is.isPresent()) {
      return is.get().fits(was.get());
    }
    int type = before.indexOf(' ') + 1;
    return type > 0
        && after.startsWith(before.substring(0, type))
        && isAlwaysThere(before.substring(type), after.substring(type));
  }

  private static Optional<ContractRule> told(
      String term, Optional<String> before, Optional<String> after) {
    return switch (term) {
      case Contracts.ONLINE -> Optional.of(keeps(after.equals(Optional.of("true"))));
      case Contracts.OFFLINE -> Optional.of(keeps(after.isEmpty()));
      case Contracts.COLUMNS -> order(before, after);
      case String age when age.startsWith(Contracts.MAX_AGE) ->
          Optional.of(keeps(isYounger(before, after)));
      default -> Optional.of(ContractRule.TERM_CHANGED);
    };
  }

  private static ContractRule keeps(boolean tighter) {
    return tighter ? ContractRule.TERM_TIGHTENED : ContractRule.TERM_LOOSENED;
  }

  private static boolean isYounger(Optional<String> before, Optional<String> after) {
    return after.isPresent()
        && (before.isEmpty()
            || Duration.parse(after.get()).compareTo(Duration.parse(before.get())) < 0);
  }

  /// Columns that came or went are told of as such; here only whether the others stand as before.
  private static Optional<ContractRule> order(Optional<String> before, Optional<String> after) {
    List<String> was = columns(before);
    List<String> is = columns(after);
    List<String> kept = was.stream().filter(is::contains).toList();
    boolean isSame = kept.equals(is.stream().filter(was::contains).toList());
    return isSame ? Optional.empty() : Optional.of(ContractRule.TERM_CHANGED);
  }

  private static List<String> columns(Optional<String> term) {
    String listed = term.map(it -> it.substring(1, it.length() - 1)).orElse("");
    return List.of(listed.split(", "));
  }
}
