/// Brings a feature set version up to the data's present: reads the source, transforms, checks, and
/// makes a new snapshot visible. Start at [Ingest].
@NullMarked
package dev.millwright.offline.ingest;

import org.jspecify.annotations.NullMarked;
