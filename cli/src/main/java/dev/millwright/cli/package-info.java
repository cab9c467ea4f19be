/// The command line: wires all rooms together and decides nothing. Start at [Main].
@NullMarked
package dev.millwright.cli;

import org.jspecify.annotations.NullMarked;
