/// Digests of meaning: what decides a component's behaviour, what its consumers rely on, and what
/// one feature's values depend on. Words and settings are left out. Start at [Versions].
@NullMarked
package dev.millwright.compiler.version;

import org.jspecify.annotations.NullMarked;
