/// The identities every other word is built from: kinds, names, addresses, digests. Values only.
/// Start at [Address].
@NullMarked
package dev.millwright.spec;

import org.jspecify.annotations.NullMarked;
