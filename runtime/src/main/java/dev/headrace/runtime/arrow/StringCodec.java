package dev.headrace.runtime.arrow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Strings as UTF-8. */
final class StringCodec extends Codec<String> {
  @Override
  Reader<String> reader(Column column) {
    ByteBuffer bytes = column.shaped("large_string", 3, 0).bytes();
    return i -> column.isNull(i)
        ? null
        : new String(BytesCodec.slice(column, bytes, i), StandardCharsets.UTF_8);
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
