package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.resource.Workflow.Conduct;
import dev.millwright.spec.resource.Workflow.ForEach;
import dev.millwright.spec.workflow.Reference;
import dev.millwright.spec.workflow.Sequence;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// A step that is repeated: over a list, of elements of one type, that it makes use of.
///
/// @param at where `forEach` stands
record ForEachCheck(Checks checks, StepValues values, Place at) {
  /// Adds the element to what the step may name.
  void check(ForEach forEach, Workflow.Step step, Conduct conduct) {
    Optional<Shape> element =
        forEach.from().isPresent()
            ? from(forEach.from().get(), at.field("from"))
            : literal(forEach.values().orElse(List.of()), at.field("values"));
    element.ifPresentOrElse(it -> values.add(forEach.as(), it), () -> values.taint(forEach.as()));
    if (!uses(forEach.as(), step, conduct)) {
      checks.findings.add(
          at.error(
                  Rule.NOTHING_TO_REPEAT,
                  "nothing in the step says `${%s}`, so each turn would do the same"
                      .formatted(forEach.as()))
              .hint("write `${" + forEach.as() + "}` where the element belongs, or leave it out"));
    }
  }

  /// The list has to be there, once it is known what may be missing.
  void checkPresence(ForEach forEach) {
    forEach
        .from()
        .flatMap(Reference::whole)
        .filter(it -> values.absence(it.path()).isPresent())
        .ifPresent(
            it -> {
              var _ = values.resolve(it, forEach.from().orElseThrow(), at.field("from"));
            });
  }

  private static boolean uses(String name, Workflow.Step step, Conduct conduct) {
    return Sequence.texts(step, conduct)
        .flatMap(text -> Reference.in(text).stream())
        .anyMatch(reference -> reference.path().equals(name));
  }

  private Optional<Shape> from(String text, Place place) {
    Optional<Shape> list =
        Reference.whole(text).flatMap(reference -> values.resolve(reference, text, place));
    list.filter(it -> !it.isList())
        .ifPresent(
            it ->
                checks.findings.add(
                    place
                        .error(
                            Rule.NOTHING_TO_REPEAT,
                            "`%s` is %s, and `forEach` goes over a list".formatted(text, it))
                        .hint(
                            "lists are parameters such as `list<string>`, and outputs of steps"
                                + " with `forEach`")));
    return list.filter(Shape::isList).map(Shape::element);
  }

  private Optional<Shape> literal(List<FeatureSet.Constant> elements, Place place) {
    BaseType type = elements.getFirst().type();
    for (int i = 1; i < elements.size(); i++) {
      Optional<BaseType> both = common(type, elements.get(i).type());
      if (both.isEmpty()) {
        checks.findings.add(
            place
                .element(i)
                .error(
                    Rule.NOTHING_TO_REPEAT,
                    "this is %s, and what stands before it is %s"
                        .formatted(elements.get(i).type(), type))
                .hint("the elements of a list have one type: quote text, and only text"));
        return Optional.empty();
      }
      type = both.get();
    }
    return Optional.of(
        Shape.of(type == BaseType.INT64 && areShort(elements) ? BaseType.INT32 : type));
  }

  private static Optional<BaseType> common(BaseType one, BaseType other) {
    if (one == other) {
      return Optional.of(one);
    }
    return one.isNumeric() && other.isNumeric() ? Optional.of(BaseType.FLOAT64) : Optional.empty();
  }

  private static boolean areShort(List<FeatureSet.Constant> elements) {
    return elements.stream().allMatch(it -> new BigInteger(it.text()).bitLength() < Integer.SIZE);
  }
}
