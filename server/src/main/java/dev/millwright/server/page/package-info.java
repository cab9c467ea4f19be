/// The pages, as HTML made here; every text is escaped. Start at [Pages].
@NullMarked
package dev.millwright.server.page;

import org.jspecify.annotations.NullMarked;
