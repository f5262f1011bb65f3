package dev.headrace.runtime.arrow;

import java.nio.ByteBuffer;
import java.util.List;

/** {@code boolean[]}, one bit per element. */
final class BooleansCodec extends Codec<boolean[]> {
  @Override
  Reader<boolean[]> reader(Column column) {
    Column items = column.shaped("large_list", 2, 1).items().shaped("bool", 2, 0);
    ByteBuffer bits = items.bits();
    return i -> {
      if (column.isNull(i)) {
        return null;
      }
      int from = column.start(i);
      boolean[] values = new boolean[column.start(i + 1) - from];
      PrimitiveArrayCodec.requireNoNull(items, from, from + values.length, "boolean");
      for (int j = 0; j < values.length; j++) {
        values[j] = BooleanCodec.bit(bits, items.bitOf(from + j));
      }
      return values;
    };
  }

  @Override
  Writer<boolean[]> writer() {
    return new Offsets<>() {
      private final Bits items = new Bits();

      @Override
      void value(boolean[] values) {
        for (boolean value : values) {
          items.put(value);
        }
        end(values.length);
      }

      @Override
      void collectItems(List<Buffers> into) {
        into.add(Buffers.NONE);
        into.add(items);
      }
    };
  }
}
