/// Opens what releases bind to a graph: online stores, models, expressions. Start at [Bindings].
@NullMarked
package dev.millwright.serving.bind;

import org.jspecify.annotations.NullMarked;
