package dev.millwright.serving.bind;

import dev.millwright.runtime.function.Answering;
import dev.millwright.runtime.function.HandlerException;
import dev.millwright.serving.graph.Answerer;
import dev.millwright.spec.Name;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.serving.GraphFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The functions that a graph asks, loaded once: their code is a part of the graph's version.
record Answerers(SortedMap<Name, Answering> loaded) {
  Answerers {
    loaded = Collections.unmodifiableSortedMap(new TreeMap<>(loaded));
  }

  /// @throws IOException also when the code does not fit what a function declares
  static Answerers load(GraphFile graph, List<Path> classPath) throws IOException {
    SortedMap<Name, Answering> loaded = new TreeMap<>();
    SortedMap<Name, Function> functions = graph.functions().orElseGet(TreeMap::new);
    for (Map.Entry<Name, Function> function : functions.entrySet()) {
      try {
        loaded.put(function.getKey(), Answering.load(function.getValue(), classPath));
      } catch (HandlerException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    return new Answerers(loaded);
  }

  Map<Name, Answerer> byName() {
    Map<Name, Answerer> byName = new TreeMap<>();
    loaded.forEach(
        (name, function) ->
            byName.put(
                name,
                inputs -> {
                  try {
                    return function.answer(inputs);
                  } catch (HandlerException e) {
                    throw new IllegalStateException(e.getMessage(), e);
                  }
                }));
    return byName;
  }

  void close() {
    loaded
        .values()
        .forEach(
            function -> {
              try {
                function.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }
}
