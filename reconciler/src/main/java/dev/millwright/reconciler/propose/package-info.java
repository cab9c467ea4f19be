/// Proposes changes as commits on branches of their own; never touches a branch that somebody
/// follows or the work tree. Start at [CommitProposal].
@NullMarked
package dev.millwright.reconciler.propose;

import org.jspecify.annotations.NullMarked;
