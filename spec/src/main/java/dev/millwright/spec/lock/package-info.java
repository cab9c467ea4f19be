/// The lock file: what is outside the repository, pinned by digest. Start at [Lock].
@NullMarked
package dev.millwright.spec.lock;

import org.jspecify.annotations.NullMarked;
