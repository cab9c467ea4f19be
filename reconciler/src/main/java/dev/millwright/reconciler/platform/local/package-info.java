/// Runs components as processes on this machine. They outlive the process that started them and are
/// found again by pid and start time. Start at [LocalPlatform].
@NullMarked
package dev.millwright.reconciler.platform.local;

import org.jspecify.annotations.NullMarked;
