/// What speaks against a plan: contracts that break under their callers, versions that do not say
/// so, policies of the project. Start at [Review].
@NullMarked
package dev.millwright.compiler.review;

import org.jspecify.annotations.NullMarked;
