/// What a commit needs pinned, held against what its lock pins. Start at [CommitLock].
@NullMarked
package dev.millwright.compiler.lock;

import org.jspecify.annotations.NullMarked;
