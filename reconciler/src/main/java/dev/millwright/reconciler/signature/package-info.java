/// Whose commits are taken: every commit since the last good one is held against the signers that
/// the last good one names. Start at [SignedHistory].
@NullMarked
package dev.millwright.reconciler.signature;

import org.jspecify.annotations.NullMarked;
