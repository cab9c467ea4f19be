/// How a daemon writes its log: lines for people or for programs. Start at [LogFormat].
@NullMarked
package dev.millwright.cli.log;

import org.jspecify.annotations.NullMarked;
