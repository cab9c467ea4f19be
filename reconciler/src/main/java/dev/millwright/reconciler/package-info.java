/// Brings the running system to the commit that is followed, and back when anything fails. Start at
/// [Reconciler].
@NullMarked
package dev.millwright.reconciler;

import org.jspecify.annotations.NullMarked;
