/// Talks to the daemon of a project over loopback HTTP. Start at [DaemonClient].
@NullMarked
package dev.millwright.cli.client;

import org.jspecify.annotations.NullMarked;
