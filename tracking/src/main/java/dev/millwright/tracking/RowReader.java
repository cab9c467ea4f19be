package dev.millwright.tracking;

import java.sql.SQLException;

/// Makes one value of one row.
@FunctionalInterface
interface RowReader<T> {
  T read(Row row) throws SQLException;
}
