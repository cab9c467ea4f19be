package dev.millwright.reconciler;

import dev.millwright.spec.Name;
import java.nio.file.Path;

/// What a reconciler looks after.
///
/// @param gitDirectory the repository that is followed, its common git directory
/// @param projectPath the project's folder in the repository, `/`-separated, empty at the root
public record Settings(Path gitDirectory, String projectPath, Name environment) {}
