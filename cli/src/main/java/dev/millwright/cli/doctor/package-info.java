/// Looks at this machine and says what stands in Millwright's way, and what to do. Start at
/// [Examination].
@NullMarked
package dev.millwright.cli.doctor;

import org.jspecify.annotations.NullMarked;
