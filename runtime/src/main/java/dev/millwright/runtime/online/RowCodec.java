package dev.millwright.runtime.online;

import dev.millwright.runtime.feature.Row;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.expression.NamedType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows as bytes: two times and a number, then each value with a flag for null.
///
/// @param columns the stored columns
record RowCodec(List<NamedType> columns) {
  /// One row of a chunk.
  ///
  /// @param carried whether it only stands for all rows before the chunk
  record Entry(Row row, boolean carried) {}

  byte[] encode(List<Entry> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Entry entry : entries) {
        write(out, entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  List<Entry> decode(byte[] chunk) {
    List<Entry> entries = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(chunk))) {
      while (in.available() > 0) {
        entries.add(read(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  private void write(DataOutputStream out, Entry entry) throws IOException {
    Row row = entry.row();
    out.writeBoolean(entry.carried());
    out.writeLong(row.available());
    out.writeLong(row.timestamp());
    out.writeLong(row.offset());
    for (int i = 0; i < columns.size(); i++) {
      Object value = row.values().get(i);
      out.writeBoolean(value != null);
      if (value != null) {
        write(out, columns.get(i).type(), value);
      }
    }
  }

  private Entry read(DataInputStream in) throws IOException {
    boolean carried = in.readBoolean();
    long available = in.readLong();
    long timestamp = in.readLong();
    long offset = in.readLong();
    List<@Nullable Object> values = new ArrayList<>(columns.size());
    for (NamedType column : columns) {
      values.add(in.readBoolean() ? read(in, column.type()) : null);
    }
    return new Entry(
        new Row(available, timestamp, offset, Collections.unmodifiableList(values)), carried);
  }

  private static void write(DataOutputStream out, DataType type, Object value) throws IOException {
    switch (type.base()) {
      case BOOL -> out.writeBoolean((Boolean) value);
      case INT32 -> out.writeInt((Integer) value);
      case INT64 -> out.writeLong((Long) value);
      case FLOAT32 -> out.writeFloat((Float) value);
      case FLOAT64 -> out.writeDouble((Double) value);
      case STRING -> write(out, ((String) value).getBytes(StandardCharsets.UTF_8));
      case BYTES -> write(out, (byte[]) value);
      case TIMESTAMP -> out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
      case DATE -> out.writeLong(((LocalDate) value).toEpochDay());
      case LIST -> list(out, type.element(), (List<?>) value);
      case VECTOR -> vector(out, type, (List<?>) value);
    }
  }

  private static void list(DataOutputStream out, DataType element, List<?> values)
      throws IOException {
    out.writeInt(values.size());
    for (Object value : values) {
      out.writeBoolean(value != null);
      if (value != null) {
        write(out, element, value);
      }
    }
  }

  /// The numbers alone: how many there are is said by the type.
  private static void vector(DataOutputStream out, DataType type, List<?> values)
      throws IOException {
    if (!type.dimension().equals(Optional.of(values.size()))) {
      throw new IllegalArgumentException(values.size() + " numbers are no " + type);
    }
    for (Object value : values) {
      write(out, type.element(), value);
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static Object read(DataInputStream in, DataType type) throws IOException {
    return switch (type.base()) {
      case BOOL -> in.readBoolean();
      case INT32 -> in.readInt();
      case INT64 -> in.readLong();
      case FLOAT32 -> in.readFloat();
      case FLOAT64 -> in.readDouble();
      case STRING -> new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
      case BYTES -> in.readNBytes(in.readInt());
      case TIMESTAMP -> Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
      case DATE -> LocalDate.ofEpochDay(in.readLong());
      case LIST -> list(in, type.element());
      case VECTOR -> vector(in, type.element(), type.dimension().orElseThrow());
    };
  }

  private static Object list(DataInputStream in, DataType element) throws IOException {
    int size = in.readInt();
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(in.readBoolean() ? read(in, element) : null);
    }
    return Collections.unmodifiableList(values);
  }

  private static Object vector(DataInputStream in, DataType element, int dimension)
      throws IOException {
    List<Object> values = new ArrayList<>(dimension);
    for (int i = 0; i < dimension; i++) {
      values.add(read(in, element));
    }
    return Collections.unmodifiableList(values);
  }
}
