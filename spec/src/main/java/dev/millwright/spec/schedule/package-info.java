/// Times at which something happens again and again. Start at [Cron].
@NullMarked
package dev.millwright.spec.schedule;

import org.jspecify.annotations.NullMarked;
