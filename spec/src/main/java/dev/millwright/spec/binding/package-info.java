/// From a document's tree to its resource: every field is read, every mistake is a finding,
/// defaults are filled in. Knows trees and places, no YAML. Start at [Binder].
@NullMarked
package dev.millwright.spec.binding;

import org.jspecify.annotations.NullMarked;
