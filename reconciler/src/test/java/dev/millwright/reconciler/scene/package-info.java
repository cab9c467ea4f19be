/// The example project on a platform that only pretends. Start at [Project].
@NullMarked
package dev.millwright.reconciler.scene;

import org.jspecify.annotations.NullMarked;
