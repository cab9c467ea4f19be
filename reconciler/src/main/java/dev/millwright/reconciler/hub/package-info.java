/// Catalogs of hubs: git repositories of others, fetched into a cache of this machine. Start at
/// [GitCatalogs].
@NullMarked
package dev.millwright.reconciler.hub;

import org.jspecify.annotations.NullMarked;
