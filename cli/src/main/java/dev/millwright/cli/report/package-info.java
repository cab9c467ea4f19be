/// What a project's record says, put for people and for programs. Start at [StatusReport].
@NullMarked
package dev.millwright.cli.report;

import org.jspecify.annotations.NullMarked;
