/// What the author of a function compiles against: data in, model and numbers out. No dependencies,
/// no implementation of the platform. Start at [Dataset] and [Outputs].
@NullMarked
package dev.millwright.sdk;

import org.jspecify.annotations.NullMarked;
