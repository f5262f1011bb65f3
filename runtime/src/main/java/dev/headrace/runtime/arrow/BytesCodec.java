package dev.headrace.runtime.arrow;

import java.nio.ByteBuffer;
import java.util.List;

/** Byte strings of any length. */
final class BytesCodec extends Codec<byte[]> {
  @Override
  Reader<byte[]> reader(Column column) {
    ByteBuffer bytes = column.shaped("large_binary", 3, 0).bytes();
    return i -> column.isNull(i) ? null : slice(column, bytes, i);
  }

  static byte[] slice(Column column, ByteBuffer bytes, int i) {
    int from = column.start(i);
    byte[] value = new byte[column.start(i + 1) - from];
    bytes.get(from, value);
    return value;
  }

  @Override
  Writer<byte[]> writer() {
    return new BytesWriter();
  }

  /** Offsets and data. */
  static final class BytesWriter extends Writer<byte[]> {
    private final Segments offsets = new Segments();
    private final Segments data = new Segments();

    BytesWriter() {
      offsets.putLong(0);
    }

    @Override
    void value(byte[] value) {
      data.putBytes(value);
      offsets.putLong(data.size());
    }

    @Override
    void blank() {
      offsets.putLong(data.size());
    }

    @Override
    void collect(List<Buffers> into) {
      into.add(offsets);
      into.add(data);
    }
  }
}
