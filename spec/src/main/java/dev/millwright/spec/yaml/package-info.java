/// Reading a project's YAML with the place of everything in it. Bytes in, resources and findings
/// out; no file is opened here. Start at [ResourceReader].
@NullMarked
package dev.millwright.spec.yaml;

import org.jspecify.annotations.NullMarked;
