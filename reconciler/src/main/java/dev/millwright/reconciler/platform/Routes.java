package dev.millwright.reconciler.platform;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/// Which release takes which share, and which replicas answer for each of its graphs.
///
/// @param port the port to prefer
/// @param runtimeLib folder with the runtime's jars, for a gateway that has to be started
/// @param shares percent by release, summing to 100 unless empty
/// @param graphs for each release that may still answer, graph to replicas
public record Routes(
    int port,
    Path runtimeLib,
    SortedMap<Digest, Integer> shares,
    SortedMap<Digest, SortedMap<Name, List<Replica>>> graphs) {}
