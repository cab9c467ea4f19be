/// Golden requests: what a graph must answer, as files beside it, run in-process. Start at
/// [GoldenRequests].
@NullMarked
package dev.millwright.serving.golden;

import org.jspecify.annotations.NullMarked;
