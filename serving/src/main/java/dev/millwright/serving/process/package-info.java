/// HTTP around the graph: reading requests, writing answers, the paths by which the platform steers
/// a process. Start at [GraphServer].
@NullMarked
package dev.millwright.serving.process;

import org.jspecify.annotations.NullMarked;
