package dev.headrace.runtime.arrow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that only grow: in segments, so that growing never copies what is there. Every segment but the last is full; as
 * one buffer holds values of one width, and all sizes are multiples of 8, no value straddles two.
 */
final class Segments implements Buffers {
  private static final int SMALLEST = 1 << 10;
  private static final int LARGEST = 1 << 20;
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final List<byte[]> full = new ArrayList<>(0);
  private byte[] last = new byte[SMALLEST];
  private int position;
  private long fullBytes;

  private int take(int width) {
    if (position == last.length) {
      next();
    }
    int at = position;
    position += width;
    return at;
  }

  private void next() {
    full.add(last);
    fullBytes += last.length;
    last = new byte[(int) Math.min(LARGEST, fullBytes)];
    position = 0;
  }

  void putByte(byte value) {
    int at = take(1);
    last[at] = value;
  }

  void putShort(short value) {
    int at = take(2);
    SHORT.set(last, at, value);
  }

  void putInt(int value) {
    int at = take(4);
    INT.set(last, at, value);
  }

  void putLong(long value) {
    int at = take(8);
    LONG.set(last, at, value);
  }

  void putBytes(byte[] value) {
    int from = 0;
    while (from < value.length) {
      if (position == last.length) {
        next();
      }
      int n = Math.min(value.length - from, last.length - position);
      System.arraycopy(value, from, last, position, n);
      position += n;
      from += n;
    }
  }

  @Override
  public long size() {
    return fullBytes + position;
  }

  @Override
  public void copyTo(long address) {
    long at = address;
    for (byte[] segment : full) {
      NativeMemory.view(at, segment.length).put(segment);
      at += segment.length;
    }
    NativeMemory.view(at, position).put(last, 0, position);
  }
}
