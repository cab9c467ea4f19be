/// Asks trained models. Start at [OnnxScorer].
@NullMarked
package dev.millwright.runtime.model;

import org.jspecify.annotations.NullMarked;
