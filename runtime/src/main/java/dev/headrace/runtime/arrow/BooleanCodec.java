package dev.headrace.runtime.arrow;

import java.nio.ByteBuffer;
import java.util.List;

/** One bit per value. */
final class BooleanCodec extends Codec<Boolean> {
  @Override
  Reader<Boolean> reader(Column column) {
    ByteBuffer bits = column.shaped("bool", 2, 0).bits();
    return i -> column.isNull(i) ? null : bit(bits, column.bitOf(i));
  }

  static boolean bit(ByteBuffer bits, int i) {
    return (bits.get(i >> 3) >> (i & 7) & 1) != 0;
  }

  @Override
  Writer<Boolean> writer() {
    return new Writer<>() {
      private final Bits bits = new Bits();

      @Override
      void value(Boolean value) {
        bits.put(value);
      }

      @Override
      void blank() {
        bits.put(false);
      }

      @Override
      void collect(List<Buffers> into) {
        into.add(bits);
      }
    };
  }
}
