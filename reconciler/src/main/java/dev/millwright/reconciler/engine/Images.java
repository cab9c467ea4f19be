package dev.millwright.reconciler.engine;

import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.spec.release.ImageSpec;

/// Images by key.
@FunctionalInterface
public interface Images {
  /// The image of a key, built if it is not there yet. Again is cheap and gives the same.
  ///
  /// @param revision where the source is read
  /// @throws StepFailure when it cannot be built; the message is for people
  ImageAt ensure(ImageSpec spec, String revision) throws StepFailure, InterruptedException;
}
