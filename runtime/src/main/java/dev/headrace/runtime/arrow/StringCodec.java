package dev.headrace.runtime.arrow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strings as UTF-8. */
final class StringCodec extends Codec<String> {
  @Override
  Reader<String> reader(Column column) {
    return new Window(column.shaped("large_string", 3, 0));
  }

  /** Copies many strings' bytes at a time: rows are read one after the other, or nearly so. */
  private static final class Window implements Reader<String> {
    private static final int SIZE = 1 << 16;
    private final Column column;
    private final ByteBuffer bytes;
    private byte[] window = {};
    private int from;
    private int to;
    private int next; // the row after the one that was read last, and where it begins
    private int begin;

    Window(Column column) {
      this.column = column;
      this.bytes = column.bytes();
    }

    @Override
    public @Nullable String get(int i) {
      if (column.isNull(i)) {
        return null;
      }
      int start = i == next ? begin : column.start(i);
      int end = column.start(i + 1);
      next = i + 1;
      begin = end;
      if (start < from || end > to) {
        move(start, end);
      }
      return new String(window, start - from, end - start, StandardCharsets.UTF_8);
    }

    private void move(int start, int end) {
      from = start;
      to = Math.max(end, (int) Math.min((long) start + SIZE, bytes.limit()));
      if (window.length < to - from) {
        window = new byte[to - from];
      }
      bytes.get(from, window, 0, to - from);
    }
  }

  @Override
  Writer<String> writer() {
    return new Writer<>() {
      private final BytesCodec.BytesWriter bytes = new BytesCodec.BytesWriter();

      @Override
      void value(String value) {
        bytes.value(utf8(value));
      }

      @Override
      void blank() {
        bytes.blank();
      }

      @Override
      void collect(List<Buffers> into) {
        bytes.collect(into);
      }
    };
  }

  private static byte[] utf8(String text) {
    for (int i = 0; i < text.length(); i++) {
      // getBytes would put a question mark in the place of half a character, silently
      if (Character.isSurrogate(text.charAt(i))) {
        boolean paired = Character.isHighSurrogate(text.charAt(i))
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          throw new ArrowException(
              "a string with half a surrogate pair at index " + i + " has no UTF-8 form");
        }
        i++;
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
