/// The one entrance: chooses a release for each request where it enters, and passes it on to a
/// process of that release. Start at [Gateway].
@NullMarked
package dev.millwright.serving.gateway;

import org.jspecify.annotations.NullMarked;
