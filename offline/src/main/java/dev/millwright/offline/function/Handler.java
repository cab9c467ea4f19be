package dev.millwright.offline.function;

import dev.millwright.runtime.function.AuthorMethod;
import dev.millwright.runtime.function.HandlerException;
import dev.millwright.sdk.Context;
import dev.millwright.sdk.Dataset;
import dev.millwright.sdk.OnnxModel;
import dev.millwright.sdk.Outputs;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Function.OutputType;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One function's handler, ready to be called.
///
/// Arguments come by the parameter's name: an input as [Dataset], a parameter as the type it is
/// declared with; a [Context] by its type.
public final class Handler implements AutoCloseable {
  private final Function function;
  private final AuthorMethod method;

  private Handler(Function function, AuthorMethod method) {
    this.function = function;
    this.method = method;
  }

  /// Loads `package.Class::method` from a class path.
  ///
  /// @throws HandlerException when there is no such handler
  public static Handler load(Function function, List<Path> classPath)
      throws IOException, HandlerException {
    return new Handler(function, AuthorMethod.load(function, classPath));
  }

  /// Calls it.
  ///
  /// @param parameters in canonical text; those that are missing take their defaults
  /// @return exactly the declared outputs
  /// @throws HandlerException when arguments or outputs do not fit, or the handler fails
  public Outputs call(Map<String, String> parameters, Map<String, Dataset> inputs, Context context)
      throws HandlerException {
    List<Object> arguments = new ArrayList<>();
    for (Parameter parameter : method.parameters()) {
      arguments.add(argument(parameter, parameters, inputs, context));
    }
    return checked(method.call(arguments));
  }

  @Override
  public void close() throws IOException {
    method.close();
  }

  private Object argument(
      Parameter parameter,
      Map<String, String> parameters,
      Map<String, Dataset> inputs,
      Context context)
      throws HandlerException {
    if (parameter.getType() == Context.class) {
      return context;
    }
    Dataset input = inputs.get(parameter.getName());
    if (input != null) {
      return input;
    }
    return method.constant(parameter, Optional.ofNullable(parameters.get(parameter.getName())));
  }

  private Outputs checked(@Nullable Object answer) throws HandlerException {
    if (!(answer instanceof Outputs outputs)) {
      throw new HandlerException(method + " must answer Outputs");
    }
    SortedSet<String> declared = new TreeSet<>(function.outputs().keySet());
    if (!declared.equals(new TreeSet<>(outputs.values().keySet()))) {
      throw new HandlerException(
          "%s declares the outputs %s and answered %s"
              .formatted(
                  function.metadata().name(), declared, new TreeSet<>(outputs.values().keySet())));
    }
    for (var output : function.outputs().entrySet()) {
      Object value = Objects.requireNonNull(outputs.values().get(output.getKey()));
      if (!fits(value, output.getValue().type())) {
        throw new HandlerException(
            "%s declares the output `%s` as %s and answered %s"
                .formatted(
                    function.metadata().name(),
                    output.getKey(),
                    output.getValue().type().name().toLowerCase(Locale.ROOT),
                    value.getClass().getSimpleName()));
      }
    }
    return outputs;
  }

  private static boolean fits(Object value, OutputType type) {
    return switch (type) {
      case MODEL -> value instanceof OnnxModel;
      case FLOAT64 -> value instanceof Number;
      case INT64 -> value instanceof Long || value instanceof Integer;
      case STRING -> value instanceof String;
      case DATASET -> value instanceof Dataset;
      // Only what answers requests declares one.
      case VALUE -> false;
    };
  }
}
