package dev.millwright.compiler.version;

import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.release.Dependency;
import dev.millwright.spec.release.Pins;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a component's version is the digest of. What is absent is not written, so that a kind of
/// content that is new moves no version of components without it.
///
/// @param treeId of a function: the git tree of its source
/// @param libraries the jars that the lock pins
/// @param pins what else the lock pins
/// @param artifact of a model that is a file: its content
record Content(
    JsonNode behaviour,
    Optional<String> treeId,
    Optional<List<LockedLibrary>> libraries,
    Optional<Pins> pins,
    Optional<Digest> artifact,
    List<Dependency> dependencies,
    int epoch) {}
