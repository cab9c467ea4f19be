/// Judges a model on examples that no training has seen. Start at [Judgement].
@NullMarked
package dev.millwright.offline.judge;

import org.jspecify.annotations.NullMarked;
