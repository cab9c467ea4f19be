/// Watches what live graphs see and say: judges windows as the data's present moves, tells what
/// drifted, and moves alerts. Start at [Monitors].
@NullMarked
package dev.millwright.reconciler.monitor;

import org.jspecify.annotations.NullMarked;
