/// What the tests of every room share: golden files, folders of cases, real git repositories that
/// go away again. Start at [Golden].
@NullMarked
package dev.millwright.testkit;

import org.jspecify.annotations.NullMarked;
