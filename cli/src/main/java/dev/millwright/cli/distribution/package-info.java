/// What is done to the jars of the distribution when it is packaged. Start at [CachedJar].
@NullMarked
package dev.millwright.cli.distribution;

import org.jspecify.annotations.NullMarked;
