package dev.headrace.runtime.arrow;

import dev.headrace.runtime.internal.Shown;
import java.util.List;
import java.util.function.Function;

/** Values that lie in a column as others. */
final class MappedCodec<S, T> extends Codec<T> {
  private final Codec<S> codec;
  private final Function<S, T> read;
  private final Function<T, S> write;

  MappedCodec(Codec<S> codec, Function<S, T> read, Function<T, S> write) {
    this.codec = codec;
    this.read = read;
    this.write = write;
  }

  @Override
  Reader<T> reader(Column column) {
    Reader<S> values = codec.reader(column);
    return i -> {
      S value = values.get(i);
      return value == null ? null : applied(read, value);
    };
  }

  @Override
  Writer<T> writer() {
    Writer<S> values = codec.writer();
    return new Writer<>() {
      @Override
      void value(T value) {
        values.value(applied(write, value));
      }

      @Override
      void blank() {
        values.blank();
      }

      @Override
      void collect(List<Buffers> into) {
        values.collect(into);
      }
    };
  }

  private static <A, B> B applied(Function<A, B> function, A value) {
    try {
      return function.apply(value);
    } catch (ArrowException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ArrowException(
          "'" + Shown.cut(Shown.value(value)) + "' can't be converted: " + e, e);
    }
  }
}
