/// What a cluster is given for a release, as data: no client, no clock, no network. Start at
/// [Manifests].
@NullMarked
package dev.millwright.compiler.kubernetes;

import org.jspecify.annotations.NullMarked;
