package dev.millwright.runtime.function;

import dev.millwright.sdk.Outputs;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.Function;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A function that answers requests: its inputs are values, and so are its outputs. Safe for
/// several threads as far as its author's code is.
///
/// Arguments come by name: an input as a value of its type, a parameter as its default. It answers
/// [Outputs], or where it declares one output the value itself.
public final class Answering implements AutoCloseable {
  private final Function function;
  private final AuthorMethod method;
  private final List<Argument> arguments;
  private final List<NamedType> declared;

  private Answering(Function function, AuthorMethod method, List<Argument> arguments) {
    this.function = function;
    this.method = method;
    this.arguments = arguments;
    this.declared = function.response();
  }

  /// @param input the place among the inputs in order of name; −1 for a parameter
  private record Argument(int input, @Nullable Object constant) {
    @Nullable Object of(@Nullable Object[] inputs) {
      return input < 0 ? constant : inputs[input];
    }
  }

  /// Loads it.
  ///
  /// @param classPath folders and jars; `folder/*` stands for the folder's jars
  /// @throws HandlerException when there is no such method, or it takes other types than declared
  public static Answering load(Function function, List<Path> classPath)
      throws IOException, HandlerException {
    AuthorMethod method = AuthorMethod.load(function, classPath);
    List<NamedType> inputs = function.request();
    List<String> names = inputs.stream().map(NamedType::name).toList();
    List<Argument> arguments = new ArrayList<>();
    for (Parameter parameter : method.parameters()) {
      int input = names.indexOf(parameter.getName());
      if (input < 0) {
        arguments.add(new Argument(input, method.constant(parameter, Optional.empty())));
      } else {
        fits(method, parameter, inputs.get(input).type());
        arguments.add(new Argument(input, null));
      }
    }
    return new Answering(function, method, arguments);
  }

  private static void fits(AuthorMethod method, Parameter parameter, DataType type)
      throws HandlerException {
    if (!RowValues.takes(parameter.getType(), type)) {
      throw new HandlerException(
          "%s takes `%s` as %s, and it is declared as %s, which is %s in Java"
              .formatted(
                  method,
                  parameter.getName(),
                  parameter.getType().getSimpleName(),
                  type,
                  RowValues.javaName(type)));
    }
  }

  /// Answers.
  ///
  /// @param inputs by name of input, in that order, each as a row carries it
  /// @return the outputs by name, in that order
  /// @throws HandlerException when the author's code fails, or answers something else than declared
  public @Nullable Object[] answer(@Nullable Object[] inputs) throws HandlerException {
    return outputs(method.call(arguments.stream().map(it -> it.of(inputs)).toList()));
  }

  private @Nullable Object[] outputs(@Nullable Object answer) throws HandlerException {
    @Nullable Object[] outputs = new @Nullable Object[declared.size()];
    if (answer instanceof Outputs given) {
      known(given.values().keySet());
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = output(declared.get(i), given.values().get(declared.get(i).name()));
      }
    } else if (declared.size() == 1) {
      outputs[0] = output(declared.getFirst(), answer);
    } else {
      throw new HandlerException(method + " must answer Outputs: it declares " + names(declared));
    }
    return outputs;
  }

  /// What may be missing may be left out.
  private void known(Set<String> given) throws HandlerException {
    List<String> needed = names(declared.stream().filter(it -> !it.type().nullable()).toList());
    if (!given.containsAll(needed) || !names(declared).containsAll(given)) {
      throw new HandlerException(
          "%s declares the outputs %s and answered %s"
              .formatted(function.metadata().name(), names(declared), new TreeSet<>(given)));
    }
  }

  private static List<String> names(List<NamedType> fields) {
    return fields.stream().map(NamedType::name).toList();
  }

  private @Nullable Object output(NamedType output, @Nullable Object value)
      throws HandlerException {
    if (value == null && output.type().nullable()) {
      return null;
    }
    Optional<Object> fitting = RowValues.of(value, output.type());
    if (fitting.isPresent()) {
      return fitting.get();
    }
    throw new HandlerException(
        "%s declares the output `%s` as %s and answered %s"
            .formatted(
                function.metadata().name(),
                output.name(),
                output.type(),
                value == null ? "nothing" : value.getClass().getSimpleName()));
  }

  @Override
  public void close() throws IOException {
    method.close();
  }
}
