/// Tells the forge that holds the repository what became of each commit: one final status, whatever
/// fails meanwhile. Start at [CommitReports].
@NullMarked
package dev.millwright.reconciler.forge;

import org.jspecify.annotations.NullMarked;
