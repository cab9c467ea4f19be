package dev.millwright.reconciler.engine;

import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.reconciler.platform.Platform;
import dev.millwright.reconciler.state.StateLayout;
import dev.millwright.tracking.Tracking;
import java.time.InstantSource;
import org.eclipse.jgit.lib.Repository;

/// All that the engine touches.
///
/// @param mirror holds the commits
/// @param projectPath the project's folder in the repository
/// @param clock the wall clock
/// @param intents counts intent writes
/// @param items gives the files of what commits take from hubs
public record World(
    Tracking tracking,
    Platform platform,
    Images images,
    Conditions conditions,
    StateLayout layout,
    Repository mirror,
    String projectPath,
    InstantSource clock,
    Intents intents,
    PinnedItems items) {}
