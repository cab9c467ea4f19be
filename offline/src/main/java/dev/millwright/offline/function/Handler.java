package dev.millwright.offline.function;

import dev.millwright.sdk.Context;
import dev.millwright.sdk.Dataset;
import dev.millwright.sdk.OnnxModel;
import dev.millwright.sdk.Outputs;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Function.OutputType;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/// One function's handler, ready to be called.
///
/// Arguments come by the parameter's name: an input as [Dataset], a parameter as the type it is
/// declared with; a [Context] by its type.
public final class Handler implements AutoCloseable {
  private final Function function;
  private final FunctionLoader loader;
  private final Method method;

  private Handler(Function function, FunctionLoader loader, Method method) {
    this.function = function;
    this.loader = loader;
    this.method = method;
  }

  /// Loads `package.Class::method` from a class path.
  ///
  /// @throws HandlerException when there is no such handler
  public static Handler load(Function function, List<Path> classPath)
      throws IOException, HandlerException {
    String[] names = name(function).split("::", 2);
    FunctionLoader loader = FunctionLoader.of(classPath);
    try {
      Class<?> type = loader.loadClass(names[0]);
      List<Method> methods =
          Arrays.stream(type.getMethods())
              .filter(method -> method.getName().equals(names[1]))
              .toList();
      if (methods.size() != 1 || !Modifier.isStatic(methods.getFirst().getModifiers())) {
        throw new HandlerException(
            names[0]
                + " needs exactly one public static method `"
                + names[1]
                + "`; it has "
                + methods.size());
      }
      return new Handler(function, loader, methods.getFirst());
    } catch (ClassNotFoundException e) {
      throw new HandlerException(
          "there is no class " + names[0] + " in " + function.source().orElse("the class path"), e);
    }
  }

  private static String name(Function function) {
    return function
        .handler()
        .orElseThrow(() -> new IllegalArgumentException("no handler: " + function.metadata()));
  }

  /// Calls it.
  ///
  /// @param parameters in canonical text; those that are missing take their defaults
  /// @return exactly the declared outputs
  /// @throws HandlerException when arguments or outputs do not fit, or the handler fails
  public Outputs call(Map<String, String> parameters, Map<String, Dataset> inputs, Context context)
      throws HandlerException {
    List<Object> arguments = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      arguments.add(argument(parameter, parameters, inputs, context));
    }
    try {
      return checked(method.invoke(null, arguments.toArray()));
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new HandlerException(name(function) + " failed: " + cause, cause);
    } catch (IllegalAccessException e) {
      throw new HandlerException(name(function) + " must be public", e);
    } catch (IllegalArgumentException e) {
      throw new HandlerException(
          name(function)
              + " takes other types than "
              + function.metadata().name()
              + " declares: "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
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
    Function.Parameter declared = function.parameters().get(parameter.getName());
    if (declared == null) {
      throw new HandlerException(
          "%s takes `%s`, and %s declares no such parameter or input; it declares %s"
              .formatted(name(function), parameter.getName(), function.metadata().name(), names()));
    }
    return value(parameter.getName(), declared, parameters);
  }

  private static Object value(
      String name, Function.Parameter declared, Map<String, String> parameters)
      throws HandlerException {
    String given = parameters.get(name);
    String text = given == null ? declared.defaultValue().orElse(null) : given;
    if (text == null) {
      throw new HandlerException("the parameter `" + name + "` has no default and was not given");
    }
    return parsed(text, declared.type());
  }

  private static Object parsed(String text, DataType type) throws HandlerException {
    try {
      return switch (type.base()) {
        case BOOL -> Boolean.valueOf(text);
        case INT32 -> Integer.valueOf(text);
        case INT64 -> Long.valueOf(text);
        case FLOAT32 -> Float.valueOf(text);
        case FLOAT64 -> Double.valueOf(text);
        case STRING, BYTES, TIMESTAMP, DATE, LIST, VECTOR -> text;
      };
    } catch (NumberFormatException e) {
      throw new HandlerException("`" + text + "` is no " + type, e);
    }
  }

  private Outputs checked(Object answer) throws HandlerException {
    if (!(answer instanceof Outputs outputs)) {
      throw new HandlerException(name(function) + " must answer Outputs");
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

  private SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(function.parameters().keySet());
    names.addAll(function.inputs().keySet());
    return names;
  }
}
