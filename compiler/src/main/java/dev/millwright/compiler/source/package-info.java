/// Files of the project that resources name: the rows of a feature set, the code of a function.
/// Start at [SourceFiles].
@NullMarked
package dev.millwright.compiler.source;

import org.jspecify.annotations.NullMarked;
