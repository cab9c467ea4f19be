/// What one commit means for one environment: every component with its version, contract and
/// settings. Pure content; its id is its digest. Start at [Release].
@NullMarked
package dev.millwright.spec.release;

import org.jspecify.annotations.NullMarked;
