/// An environment's patches, applied to the resources of a commit. Start at [Patches].
@NullMarked
package dev.millwright.compiler.patch;

import org.jspecify.annotations.NullMarked;
