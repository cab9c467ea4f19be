/// What the cluster says of one object: whether it is there as asked, and what holds it up, in
/// words for people. Start at [Look], or for what is judged without a cluster at [Health] and
/// [Cause].
@NullMarked
package dev.millwright.reconciler.platform.kubernetes.health;

import org.jspecify.annotations.NullMarked;
