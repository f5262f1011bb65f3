package dev.headrace.runtime.arrow;

import java.nio.ByteBuffer;
import java.util.List;

/** Values of a fixed number of bytes. */
final class FixedCodec<T> extends Codec<T> {
  private final String type;
  private final int width;
  private final Get<T> get;
  private final Put<T> put;

  /** The value at a byte's index. */
  interface Get<T> {
    T at(ByteBuffer values, int index);
  }

  /** Appends a value's bytes. */
  interface Put<T> {
    void to(Segments values, T value);
  }

  FixedCodec(String type, int width, Get<T> get, Put<T> put) {
    this.type = type;
    this.width = width;
    this.get = get;
    this.put = put;
  }

  @Override
  Reader<T> reader(Column column) {
    ByteBuffer values = column.shaped(type, 2, 0).values(width);
    return i -> column.isNull(i) ? null : get.at(values, i * width);
  }

  @Override
  Writer<T> writer() {
    return new Writer<>() {
      private final Segments values = new Segments();

      @Override
      void value(T value) {
        put.to(values, value);
      }

      @Override
      void blank() {
        for (int i = 0; i < width; i++) {
          values.putByte((byte) 0);
        }
      }

      @Override
      void collect(List<Buffers> into) {
        into.add(values);
      }
    };
  }
}
