package dev.millwright.reconciler.platform.kubernetes.record;

/// What tells a custom resource from all others of the namespace.
record ObjectKey(Shown resource, String name) {}
