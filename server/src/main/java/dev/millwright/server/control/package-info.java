/// What the server asks of the platform that it shows. Start at [Control].
@NullMarked
package dev.millwright.server.control;

import org.jspecify.annotations.NullMarked;
