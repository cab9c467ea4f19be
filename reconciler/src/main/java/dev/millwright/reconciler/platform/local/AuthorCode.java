package dev.millwright.reconciler.platform.local;

import dev.millwright.reconciler.platform.GraphOrder;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Secret;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Functions that run in a graph's process, and what they find around them.
///
/// @param classPath of all of them
/// @param secrets where their values come from, and never the values
record AuthorCode(List<Path> classPath, SortedMap<String, String> env, List<Secret> secrets) {
  AuthorCode {
    classPath = List.copyOf(classPath);
    env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
    secrets = List.copyOf(secrets);
  }

  /// What a graph's processes run; nothing of a graph that asks no function.
  static Optional<AuthorCode> of(GraphOrder order) {
    List<Function> functions = order.graph().functions();
    return functions.isEmpty()
        ? Optional.empty()
        : Optional.of(of(functions, order.image().functionClasspath()));
  }

  static AuthorCode of(List<Function> functions, List<Path> classPath) {
    SortedMap<String, String> env = new TreeMap<>();
    Set<Secret> secrets = new LinkedHashSet<>();
    functions.forEach(function -> function.env().ifPresent(env::putAll));
    functions.forEach(function -> function.secrets().ifPresent(secrets::addAll));
    return new AuthorCode(classPath, env, List.copyOf(secrets));
  }
}
