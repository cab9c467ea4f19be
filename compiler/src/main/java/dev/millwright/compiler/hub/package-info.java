/// Items of hubs: what the lock pins of other repositories, read as a part of the project. Start at
/// [HubItems].
@NullMarked
package dev.millwright.compiler.hub;

import org.jspecify.annotations.NullMarked;
