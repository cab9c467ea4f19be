/// What a thread works on, for whoever tells of it. Start at [Subject].
@NullMarked
package dev.millwright.reconciler.subject;

import org.jspecify.annotations.NullMarked;
