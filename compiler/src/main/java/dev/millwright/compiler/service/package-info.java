/// Services become the serving graphs that answer for them. Start at [Services].
@NullMarked
package dev.millwright.compiler.service;

import org.jspecify.annotations.NullMarked;
