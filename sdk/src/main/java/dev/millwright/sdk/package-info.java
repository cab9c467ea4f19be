/// TODO sign.
@NullMarked
package dev.millwright.sdk;

import org.jspecify.annotations.NullMarked;
