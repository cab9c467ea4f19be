/// Makes the image that a release asks for by key: compiles the author's Java, resolves its
/// libraries, layers both over Millwright's runtime with Jib, and keeps the result as an OCI layout
/// and, unpacked by digest, as the folders that the local platform runs. Knows nothing of rollouts.
/// Start at [ImageBuilder].
@NullMarked
package dev.millwright.builder;

import org.jspecify.annotations.NullMarked;
