/// The JSON Schemas of the language, read for people and tools: what a field is, and how far a
/// change of it goes. Start at [Schemas]; [Explanation] tells of one field.
@NullMarked
package dev.millwright.spec.schema;

import org.jspecify.annotations.NullMarked;
