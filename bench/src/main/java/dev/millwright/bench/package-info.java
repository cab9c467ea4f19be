/// Measures speed and memory, alone or beside peers; asserts nothing. Each class is a `main` of its
/// own; `bench/run` runs them all and prints what the README of this folder explains.
@NullMarked
package dev.millwright.bench;

import org.jspecify.annotations.NullMarked;
