/// The long-running process of a project: wires reconciler, builder, tracking and server. Start at
/// [DaemonProcess].
@NullMarked
package dev.millwright.cli.daemon;

import org.jspecify.annotations.NullMarked;
