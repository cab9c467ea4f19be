/// The serving graph as a pure engine: one request's values in, an outcome out; no HTTP, no files.
/// What a request reads and asks is behind [FeatureLookup] and [Scorer]. Start at [BoundGraph].
@NullMarked
package dev.millwright.serving.graph;

import org.jspecify.annotations.NullMarked;
