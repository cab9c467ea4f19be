/// What every process in an image shares: expressions, windows, features, models, the online store.
/// Nothing stands here itself; each package below has a door of its own.
@NullMarked
package dev.millwright.runtime;

import org.jspecify.annotations.NullMarked;
