/// Talks to a registry of images with Jib's client: asks by tag, sends what is not there, attaches
/// what belongs to an image. Knows nothing of how an image is built. Start at [Registry].
@NullMarked
package dev.millwright.builder.registry;

import org.jspecify.annotations.NullMarked;
