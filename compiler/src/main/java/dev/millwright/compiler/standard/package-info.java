/// What a project and an environment say for the resources that do not say it themselves. Start at
/// [dev.millwright.compiler.standard.StandardValues].
@NullMarked
package dev.millwright.compiler.standard;

import org.jspecify.annotations.NullMarked;
