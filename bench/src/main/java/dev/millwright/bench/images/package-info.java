/// Images from a saved file to a registry, as a user waits for them, beside a builder of other
/// make. Start at [ImagesToRegistry].
@NullMarked
package dev.millwright.bench.images;

import org.jspecify.annotations.NullMarked;
