/// Distributions of Python, resolved by the tools that people resolve them with. Start at
/// [PythonTools].
@NullMarked
package dev.millwright.cli.python;

import org.jspecify.annotations.NullMarked;
