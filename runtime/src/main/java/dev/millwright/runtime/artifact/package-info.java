/// Immutable bytes by digest. Start at [ArtifactStore].
@NullMarked
package dev.millwright.runtime.artifact;

import org.jspecify.annotations.NullMarked;
