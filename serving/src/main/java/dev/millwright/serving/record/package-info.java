/// Keeps what a graph saw and said, off the request's path: a bounded queue, JSON lines in
/// segments, losses counted. Start at [Recorder].
@NullMarked
package dev.millwright.serving.record;

import org.jspecify.annotations.NullMarked;
