/// Bare copies of repositories on this machine, as all who keep one make them. Start at [BareCopy].
@NullMarked
package dev.millwright.reconciler.git;

import org.jspecify.annotations.NullMarked;
