/// The images of a commit, built side by side and put where `build --to` says. Start at
/// [ImageBuilds].
@NullMarked
package dev.millwright.cli.build;

import org.jspecify.annotations.NullMarked;
