/// The ten kinds as records: what a project says, valid once made, with defaults filled in. Start
/// at [Resource].
@NullMarked
package dev.millwright.spec.resource;

import org.jspecify.annotations.NullMarked;
