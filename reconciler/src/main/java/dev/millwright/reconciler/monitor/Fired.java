package dev.millwright.reconciler.monitor;

import dev.millwright.spec.resource.Monitor;
import java.time.Instant;

/// An alert that has just fired.
///
/// @param at the end of the window that fired it, in event time
/// @param now the data's present
/// @param sentence what drifted and by how much
public record Fired(
    Monitor monitor, Monitor.Alert alert, Instant at, Instant now, String sentence) {}
