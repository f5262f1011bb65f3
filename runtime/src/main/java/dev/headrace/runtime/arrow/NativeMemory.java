package dev.headrace.runtime.arrow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Views of native memory as byte buffers: nothing to free, nothing pinned, no command-line flag needed.
 *
 * <p>From Java 22 on a view is a {@code MemorySegment}'s; before, a direct buffer is pointed at the address.
 */
final class NativeMemory {
  private static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);
  private static final MethodHandle VIEW =
      Runtime.version().feature() >= 22 ? segmentView() : bufferView();

  private NativeMemory() {}

  /** A view of {@code size} bytes at {@code address}, in native byte order. */
  static ByteBuffer view(long address, long size) {
    if (size == 0) {
      return EMPTY.duplicate().order(ByteOrder.nativeOrder());
    }
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new ArrowException("a buffer of " + size
          + " bytes: one batch of a column must stay below 2 GB. Fix: a smaller batch_size");
    }
    if (address == 0) {
      throw new ArrowException("a buffer of " + size + " bytes is missing");
    }
    try {
      return ((ByteBuffer) VIEW.invokeExact(address, size)).order(ByteOrder.nativeOrder());
    } catch (Throwable e) {
      throw new IllegalStateException("no view of native memory", e);
    }
  }

  /** {@code count} longs at {@code address}. */
  static long[] longs(long address, long count) {
    long[] values = new long[Math.toIntExact(count)];
    view(address, count * Long.BYTES).asLongBuffer().get(values);
    return values;
  }

  /** {@code MemorySegment.ofAddress(address).reinterpret(size).asByteBuffer()}, which Java 17 can't compile. */
  private static MethodHandle segmentView() {
    try {
      Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodHandle of =
          lookup.findStatic(segment, "ofAddress", MethodType.methodType(segment, long.class));
      MethodHandle sized =
          lookup.findVirtual(segment, "reinterpret", MethodType.methodType(segment, long.class));
      MethodHandle buffer =
          lookup.findVirtual(segment, "asByteBuffer", MethodType.methodType(ByteBuffer.class));
      return MethodHandles.filterReturnValue(MethodHandles.filterArguments(sized, 0, of), buffer);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static MethodHandle bufferView() {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodType type =
          MethodType.methodType(ByteBuffer.class, Pointing.class, long.class, long.class);
      return lookup.findStatic(NativeMemory.class, "pointed", type).bindTo(new Pointing());
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedMethod") // found by name, above
  private static ByteBuffer pointed(Pointing pointing, long address, long size) throws Throwable {
    ByteBuffer buffer = EMPTY.duplicate();
    pointing.point(buffer, address, (int) size);
    return buffer;
  }

  /** The three fields that make a direct buffer look somewhere else. */
  private static final class Pointing {
    private final MethodHandle putLong;
    private final MethodHandle putInt;
    private final long address;
    private final long capacity;

    Pointing() throws ReflectiveOperationException {
      // by name: a direct reference to sun.misc.Unsafe is a compiler warning that can't be
      // suppressed
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field instance = type.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      Object unsafe = instance.get(null);
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      putLong = lookup
          .findVirtual(
              type,
              "putLong",
              MethodType.methodType(void.class, Object.class, long.class, long.class))
          .bindTo(unsafe);
      putInt = lookup
          .findVirtual(
              type,
              "putInt",
              MethodType.methodType(void.class, Object.class, long.class, int.class))
          .bindTo(unsafe);
      MethodHandle offset = lookup
          .findVirtual(type, "objectFieldOffset", MethodType.methodType(long.class, Field.class))
          .bindTo(unsafe);
      try {
        address = (long) offset.invokeExact(Buffer.class.getDeclaredField("address"));
        capacity = (long) offset.invokeExact(Buffer.class.getDeclaredField("capacity"));
      } catch (ReflectiveOperationException e) {
        throw e;
      } catch (Throwable e) {
        throw new ReflectiveOperationException(e);
      }
    }

    void point(ByteBuffer buffer, long to, int size) throws Throwable {
      putLong.invokeExact((Object) buffer, address, to);
      putInt.invokeExact((Object) buffer, capacity, size);
      buffer.limit(size);
    }
  }
}
