/// What a feature is worth for a key at a time: one answer, whoever asks. Pure. Start at
/// [EntityRows].
@NullMarked
package dev.millwright.runtime.feature;

import org.jspecify.annotations.NullMarked;
