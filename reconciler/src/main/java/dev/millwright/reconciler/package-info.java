/// TODO sign.
@NullMarked
package dev.millwright.reconciler;

import org.jspecify.annotations.NullMarked;
