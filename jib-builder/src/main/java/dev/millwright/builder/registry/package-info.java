/// What registries say about images. Start at [Registries].
@NullMarked
package dev.millwright.builder.registry;

import org.jspecify.annotations.NullMarked;
