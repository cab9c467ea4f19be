/// TODO sign.
@NullMarked
package dev.millwright.server;

import org.jspecify.annotations.NullMarked;
