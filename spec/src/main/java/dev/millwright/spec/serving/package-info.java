/// What a graph process and the gateway are told, as files. Start at [GraphFile].
@NullMarked
package dev.millwright.spec.serving;

import org.jspecify.annotations.NullMarked;
