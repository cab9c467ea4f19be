package dev.millwright.builder;

import dev.millwright.spec.diagnostic.Checked;
import java.util.SortedMap;

/// The files of a source folder, read when an image has to be built.
@FunctionalInterface
public interface Sources {
  /// By path within the folder; rejected when they are more than is read.
  Checked<SortedMap<String, byte[]>> read();
}
