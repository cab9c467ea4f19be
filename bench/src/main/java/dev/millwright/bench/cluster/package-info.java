/// What a reconciler asks of an API server, beside a peer. Start at [ObjectsOnCluster].
@NullMarked
package dev.millwright.bench.cluster;

import org.jspecify.annotations.NullMarked;
