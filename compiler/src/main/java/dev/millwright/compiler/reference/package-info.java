/// Names that must lead to a resource: each that does not is a finding with the name that was
/// probably meant. Start at [References].
@NullMarked
package dev.millwright.compiler.reference;

import org.jspecify.annotations.NullMarked;
