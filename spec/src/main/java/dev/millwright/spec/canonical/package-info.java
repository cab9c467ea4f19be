/// One text for one value: canonical JSON and its digest, the identity of definitions, releases and
/// plans. Start at [Canonical].
@NullMarked
package dev.millwright.spec.canonical;

import org.jspecify.annotations.NullMarked;
