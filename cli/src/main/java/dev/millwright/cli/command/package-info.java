/// One class a command, each a few lines over a room's entry point. Start at [MillwrightCommand].
@NullMarked
package dev.millwright.cli.command;

import org.jspecify.annotations.NullMarked;
