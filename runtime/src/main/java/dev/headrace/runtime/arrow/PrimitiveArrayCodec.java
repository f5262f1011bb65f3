package dev.headrace.runtime.arrow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Arrays of primitives of a fixed width, copied in bulk: once, from the column to the array or from the array to its
 * column.
 */
final class PrimitiveArrayCodec<A> extends Codec<A> {
  static final Codec<float[]> FLOATS = new PrimitiveArrayCodec<>(
      "float",
      4,
      float[]::new,
      a -> a.length,
      (b, at, a) -> b.asFloatBuffer().get(at, a),
      (b, a) -> b.asFloatBuffer().put(a));
  static final Codec<double[]> DOUBLES = new PrimitiveArrayCodec<>(
      "double",
      8,
      double[]::new,
      a -> a.length,
      (b, at, a) -> b.asDoubleBuffer().get(at, a),
      (b, a) -> b.asDoubleBuffer().put(a));
  static final Codec<int[]> INTS = new PrimitiveArrayCodec<>(
      "int",
      4,
      int[]::new,
      a -> a.length,
      (b, at, a) -> b.asIntBuffer().get(at, a),
      (b, a) -> b.asIntBuffer().put(a));
  static final Codec<long[]> LONGS = new PrimitiveArrayCodec<>(
      "long",
      8,
      long[]::new,
      a -> a.length,
      (b, at, a) -> b.asLongBuffer().get(at, a),
      (b, a) -> b.asLongBuffer().put(a));
  static final Codec<short[]> SHORTS = new PrimitiveArrayCodec<>(
      "short",
      2,
      short[]::new,
      a -> a.length,
      (b, at, a) -> b.asShortBuffer().get(at, a),
      (b, a) -> b.asShortBuffer().put(a));
  static final Codec<char[]> CHARS = new PrimitiveArrayCodec<>(
      "char",
      2,
      char[]::new,
      a -> a.length,
      (b, at, a) -> b.asCharBuffer().get(at, a),
      (b, a) -> b.asCharBuffer().put(a));

  private final String type;
  private final int width;
  private final IntFunction<A> newArray;
  private final ToIntFunction<A> length;
  private final Get<A> get;
  private final Put<A> put;

  /** Fills an array from an index on. */
  private interface Get<A> {
    void into(ByteBuffer items, int at, A array);
  }

  /** Copies an array to a buffer's position. */
  private interface Put<A> {
    void to(ByteBuffer items, A array);
  }

  private PrimitiveArrayCodec(
      String type,
      int width,
      IntFunction<A> newArray,
      ToIntFunction<A> length,
      Get<A> get,
      Put<A> put) {
    this.type = type;
    this.width = width;
    this.newArray = newArray;
    this.length = length;
    this.get = get;
    this.put = put;
  }

  @Override
  Reader<A> reader(Column column) {
    Column items = column.shaped("large_list", 2, 1).items().shaped(type, 2, 0);
    ByteBuffer values = items.values(width);
    return i -> {
      if (column.isNull(i)) {
        return null;
      }
      int from = column.start(i);
      int to = column.start(i + 1);
      requireNoNull(items, from, to, type);
      A array = newArray.apply(to - from);
      get.into(values, from, array);
      return array;
    };
  }

  static void requireNoNull(Column items, int from, int to, String type) {
    if (items.anyNull(from, to)) {
      throw new ArrowException("a null in a " + type + "[]");
    }
  }

  @Override
  Writer<A> writer() {
    return new Offsets<>() {
      private final Arrays items = new Arrays();

      @Override
      void value(A array) {
        items.add(array);
        end(length.applyAsInt(array));
      }

      @Override
      void collectItems(List<Buffers> into) {
        into.add(Buffers.NONE);
        into.add(items);
      }
    };
  }

  /** The arrays themselves, until there is room for their elements. */
  private final class Arrays implements Buffers {
    private static final int WINDOW = 1 << 30;
    private final List<A> arrays = new ArrayList<>();
    private long elements;

    void add(A array) {
      if (length.applyAsInt(array) > 0) {
        arrays.add(array);
        elements += length.applyAsInt(array);
      }
    }

    @Override
    public long size() {
      return elements * width;
    }

    @Override
    public void copyTo(long address) {
      long end = address + size();
      long at = address;
      ByteBuffer window = NativeMemory.view(at, 0);
      for (A array : arrays) {
        long bytes = (long) length.applyAsInt(array) * width;
        if (window.remaining() < bytes) {
          window = NativeMemory.view(at, Math.min(end - at, Math.max(bytes, WINDOW)));
        }
        put.to(window, array);
        window.position(window.position() + (int) bytes);
        at += bytes;
      }
    }
  }
}
