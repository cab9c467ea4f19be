/// What a compiler keeps between commits: answers by what they were computed from, so that they can
/// be given again without being computed. Start at [Memory].
@NullMarked
package dev.millwright.compiler.memory;

import org.jspecify.annotations.NullMarked;
