package dev.millwright.reconciler.platform.kubernetes;

/// What was done about an object that somebody else has changed or taken away.
///
/// @param kind the object's, `Deployment`
/// @param isDone it is as it was applied again; else it is left as it is for a while
/// @param sentence the same in words
public record Repair(String kind, boolean isDone, String sentence) {}
