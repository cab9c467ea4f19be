/// Brings a project's lock file in line with what the project needs. Start at [Renewal].
@NullMarked
package dev.millwright.cli.lock;

import org.jspecify.annotations.NullMarked;
