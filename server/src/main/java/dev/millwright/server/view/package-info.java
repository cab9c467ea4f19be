/// What the record and the platform say, put together for people and programs. Start at [Views].
@NullMarked
package dev.millwright.server.view;

import org.jspecify.annotations.NullMarked;
