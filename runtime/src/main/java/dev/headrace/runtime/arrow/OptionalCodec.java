package dev.headrace.runtime.arrow;

import java.util.List;
import java.util.Optional;

/** What may be there: absent is null in the column. */
final class OptionalCodec<T> extends Codec<Optional<T>> {
  private final Codec<T> codec;

  OptionalCodec(Codec<T> codec) {
    this.codec = codec;
  }

  @Override
  Reader<Optional<T>> reader(Column column) {
    Reader<T> values = codec.reader(column);
    return i -> Optional.ofNullable(values.get(i));
  }

  @Override
  Writer<Optional<T>> writer() {
    Writer<T> values = codec.writer();
    return new Writer<>() {
      @Override
      void value(Optional<T> value) {
        values.put(value.orElse(null));
      }

      @Override
      void blank() {
        values.put(null);
      }

      @Override
      void collect(List<Buffers> into) {
        values.collect(into);
      }

      @Override
      void collectAll(List<Buffers> into) {
        values.collectAll(into); // its nulls are the inner column's
      }
    };
  }
}
