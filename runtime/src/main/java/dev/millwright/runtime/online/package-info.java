/// The embedded online store: one SQLite file a feature set version, written by ingest in one
/// transaction, read by graphs as of any time. Start at [OnlineStore].
@NullMarked
package dev.millwright.runtime.online;

import org.jspecify.annotations.NullMarked;
