package dev.millwright.spec.expression;

import java.util.OptionalInt;

/// What a list or a vector holds.
///
/// @param type of each element
/// @param count how many there are; absent: any number, none included
public record Elements(DataType type, OptionalInt count) {}
