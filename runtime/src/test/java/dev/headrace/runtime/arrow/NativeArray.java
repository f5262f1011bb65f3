package dev.headrace.runtime.arrow;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** An Arrow array in native memory, made of what a codec wrote: the other side of the bridge, in Java. */
final class NativeArray implements AutoCloseable {
  private static final Allocator ALLOCATOR = new Allocator();
  private final List<Long> allocated = new ArrayList<>();
  private final long address;

  /** How an array is made up: the number of its own buffers, how its children's lengths follow, and the children. */
  record Shape(int buffers, boolean list, List<Shape> children) {
    static final Shape FIXED = new Shape(2, false, List.of());
    static final Shape BYTES = new Shape(3, false, List.of());

    static Shape list(Shape item) {
      return new Shape(2, true, List.of(item));
    }

    static Shape struct(Shape... fields) {
      return new Shape(1, false, List.of(fields));
    }

    int allBuffers() {
      return buffers + children.stream().mapToInt(Shape::allBuffers).sum();
    }
  }

  NativeArray(ArrowResult result, Shape shape, int offset, int length) {
    long[] sizes = result.sizes();
    long[] buffers = new long[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      buffers[i] = sizes[i] == 0 ? 0 : allocate(sizes[i]);
    }
    result.copyTo(buffers);
    address = struct(shape, buffers, new int[1], offset, length);
  }

  Column column() {
    return Column.at(address);
  }

  private long struct(Shape shape, long[] buffers, int[] next, int offset, long length) {
    long own = allocate(8L * shape.buffers);
    long last = 0;
    for (int i = 0; i < shape.buffers; i++) {
      last = buffers[next[0]++];
      putLong(own + 8L * i, last);
    }
    long items = shape.list ? getLong(last + 8 * (offset + length)) : offset + length;
    long children = allocate(8L * Math.max(1, shape.children.size()));
    for (int i = 0; i < shape.children.size(); i++) {
      putLong(children + 8L * i, struct(shape.children.get(i), buffers, next, 0, items));
    }
    long[] fields = {
      length, -1, offset, shape.buffers, shape.children.size(), own, children, 0, 0, 0
    };
    long struct = allocate(8L * fields.length);
    for (int i = 0; i < fields.length; i++) {
      putLong(struct + 8L * i, fields[i]);
    }
    return struct;
  }

  private long allocate(long size) {
    long at = ALLOCATOR.allocate(size);
    allocated.add(at);
    return at;
  }

  private static void putLong(long address, long value) {
    NativeMemory.view(address, Long.BYTES).putLong(0, value);
  }

  private static long getLong(long address) {
    return NativeMemory.view(address, Long.BYTES).getLong(0);
  }

  @Override
  public void close() {
    allocated.forEach(ALLOCATOR::free);
  }

  /** Memory with an address; by name, as a direct use of Unsafe is a warning. */
  private static final class Allocator {
    private final Object unsafe;
    private final Method allocate;
    private final Method free;

    Allocator() {
      try {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field instance = type.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        unsafe = instance.get(null);
        allocate = type.getMethod("allocateMemory", long.class);
        free = type.getMethod("freeMemory", long.class);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    long allocate(long size) {
      try {
        return (long) allocate.invoke(unsafe, size);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    void free(long address) {
      try {
        free.invoke(unsafe, address);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
