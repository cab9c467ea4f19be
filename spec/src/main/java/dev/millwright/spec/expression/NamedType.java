package dev.millwright.spec.expression;

/// A name and its type: a field of a request, a column of a source, an output of a model.
public record NamedType(String name, DataType type) {}
