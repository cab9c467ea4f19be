/// Judges windows of what a graph saw and said against what its model was trained on. Start at
/// [Watch].
@NullMarked
package dev.millwright.offline.watch;

import org.jspecify.annotations.NullMarked;
