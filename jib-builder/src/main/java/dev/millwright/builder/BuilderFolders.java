package dev.millwright.builder;

import java.nio.file.Path;

/// Where the builder reads and writes.
///
/// @param images the OCI layout: `oci-layout`, `index.json`, `blobs/sha256`, and `keys`
/// @param layers the unpacked layers, one folder a diff id
/// @param cache compressed layers, so that one is compressed once; may be shared by projects
/// @param distribution Millwright's own folder, with its jars in `lib`
/// @param maven the user's Maven folder, usually `~/.m2`, with `settings.xml` and the local
///   repository if the settings name no other
public record BuilderFolders(Path images, Path layers, Path cache, Path distribution, Path maven) {}
