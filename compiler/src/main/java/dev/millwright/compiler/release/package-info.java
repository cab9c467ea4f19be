/// Checked resources become the release of one environment. Start at [Releases].
@NullMarked
package dev.millwright.compiler.release;

import org.jspecify.annotations.NullMarked;
