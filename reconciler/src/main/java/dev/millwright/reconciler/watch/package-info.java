/// Follows a git repository: what should run, and a mirror that keeps what is live and last good
/// whatever happens to the original. Start at [Mirror].
@NullMarked
package dev.millwright.reconciler.watch;

import org.jspecify.annotations.NullMarked;
