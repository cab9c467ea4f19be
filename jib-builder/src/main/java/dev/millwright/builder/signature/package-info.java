/// Signatures of images by a key, as cosign makes and reads them ("simple signing"): the text that
/// is signed, and keys of the curve P-256. Start at [SigningKey].
@NullMarked
package dev.millwright.builder.signature;

import org.jspecify.annotations.NullMarked;
