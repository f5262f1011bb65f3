package dev.headrace.runtime.arrow;

/** One buffer of a result: its size, and a copy of it to where the receiver has made room. */
interface Buffers {
  /** A buffer that isn't there: the validity of an array without nulls. */
  Buffers NONE = new Buffers() {
    @Override
    public long size() {
      return 0;
    }

    @Override
    public void copyTo(long address) {}
  };

  /** Its size in bytes. */
  long size();

  /** Copies {@link #size()} bytes to {@code address}. */
  void copyTo(long address);
}
