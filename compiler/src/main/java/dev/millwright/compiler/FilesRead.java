package dev.millwright.compiler;

import dev.millwright.spec.Address;
import dev.millwright.spec.yaml.Reading;
import java.util.SortedSet;

/// What files say.
///
/// @param unread what is probably declared where it cannot be read
record FilesRead(Reading reading, SortedSet<Address> unread) {}
