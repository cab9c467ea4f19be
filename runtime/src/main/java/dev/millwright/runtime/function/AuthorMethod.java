package dev.millwright.runtime.function;

import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.resource.Function;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The method that a function names, with the classes that it needs. Messages of its failures are
/// for its author.
public final class AuthorMethod implements AutoCloseable {
  private final Function function;
  private final FunctionLoader loader;
  private final Method method;

  private AuthorMethod(Function function, FunctionLoader loader, Method method) {
    this.function = function;
    this.loader = loader;
    this.method = method;
  }

  /// Loads `package.Class::method` from a class path.
  ///
  /// @param classPath folders and jars; `folder/*` stands for the folder's jars
  /// @throws HandlerException when there is not exactly one such method, public and static
  public static AuthorMethod load(Function function, List<Path> classPath)
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
      return new AuthorMethod(function, loader, methods.getFirst());
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

  public List<Parameter> parameters() {
    return List.of(method.getParameters());
  }

  /// Calls it.
  ///
  /// @param arguments in order of [#parameters]
  /// @throws HandlerException when they do not fit, or it fails
  public @Nullable Object call(List<? extends @Nullable Object> arguments) throws HandlerException {
    try {
      return method.invoke(null, arguments.toArray());
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new HandlerException(this + " failed: " + cause, cause);
    } catch (IllegalAccessException e) {
      throw new HandlerException(this + " must be public", e);
    } catch (IllegalArgumentException e) {
      throw new HandlerException(
          this
              + " takes other types than "
              + function.metadata().name()
              + " declares: "
              + e.getMessage(),
          e);
    }
  }

  /// The value of a declared parameter.
  ///
  /// @param given in canonical text; absent: its default
  /// @throws HandlerException when the function declares none of that name, or it has no value
  public Object constant(Parameter parameter, Optional<String> given) throws HandlerException {
    String name = parameter.getName();
    Function.Parameter declared = function.parameters().get(name);
    if (declared == null) {
      throw new HandlerException(
          "%s takes `%s`, and %s declares no such parameter or input; it declares %s"
              .formatted(this, name, function.metadata().name(), names()));
    }
    String text =
        given
            .or(declared::defaultValue)
            .orElseThrow(
                () ->
                    new HandlerException(
                        "the parameter `" + name + "` has no default and was not given"));
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

  private SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(function.parameters().keySet());
    names.addAll(function.inputs().keySet());
    return names;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  /// As its author names it.
  @Override
  public String toString() {
    return name(function);
  }
}
