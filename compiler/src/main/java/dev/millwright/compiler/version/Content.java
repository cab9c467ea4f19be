package dev.millwright.compiler.version;

import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.release.Dependency;
import dev.millwright.spec.release.Pins;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// All that decides how a component behaves: its version is the digest of this. What is absent is
/// left out, so a component that the lock pins nothing of keeps its version.
///
/// @param treeId of its source
/// @param libraries the jars that the lock pins
/// @param pins what else the lock pins
/// @param epoch of the runtime
record Content(
    JsonNode behaviour,
    Optional<String> treeId,
    Optional<List<LockedLibrary>> libraries,
    Optional<Pins> pins,
    List<Dependency> dependencies,
    int epoch) {}
