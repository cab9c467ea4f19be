/// Parameters of a project: values that environments may set, in the specs of other resources.
/// Start at [Parameters].
@NullMarked
package dev.millwright.compiler.parameter;

import org.jspecify.annotations.NullMarked;
