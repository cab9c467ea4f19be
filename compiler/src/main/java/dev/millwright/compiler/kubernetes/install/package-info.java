/// What a cluster is given once, so that Millwright runs there: as data, like what it is given for
/// a release. Start at [Installation].
@NullMarked
package dev.millwright.compiler.kubernetes.install;

import org.jspecify.annotations.NullMarked;
