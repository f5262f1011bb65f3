package dev.headrace.runtime.arrow;

/** A growing bitmap, least significant bit first. */
final class Bits implements Buffers {
  private final Segments bytes = new Segments();
  private int pending;
  private int count;

  void put(boolean bit) {
    if (bit) {
      pending |= 1 << (count & 7);
    }
    if ((++count & 7) == 0) {
      bytes.putByte((byte) pending);
      pending = 0;
    }
  }

  @Override
  public long size() {
    return bytes.size() + ((count & 7) == 0 ? 0 : 1);
  }

  @Override
  public void copyTo(long address) {
    bytes.copyTo(address);
    if ((count & 7) != 0) {
      NativeMemory.view(address + bytes.size(), 1).put((byte) pending);
    }
  }
}
