/// Trains a model on examples as they were known, and keeps its bytes and what it was trained on.
/// Start at [Training].
@NullMarked
package dev.millwright.offline.train;

import org.jspecify.annotations.NullMarked;
