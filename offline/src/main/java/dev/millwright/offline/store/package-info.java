/// The offline store of a feature set version: immutable snapshots over shared parts, one of them
/// current. Start at [OfflineStore].
@NullMarked
package dev.millwright.offline.store;

import org.jspecify.annotations.NullMarked;
