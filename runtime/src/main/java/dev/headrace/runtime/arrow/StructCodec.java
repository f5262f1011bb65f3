package dev.headrace.runtime.arrow;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records. */
final class StructCodec<T> extends Codec<T> {
  private final String name;
  private final Function<@Nullable Object[], T> construct;
  private final List<Field<T, ?>> fields;

  StructCodec(String name, Function<@Nullable Object[], T> construct, List<Field<T, ?>> fields) {
    this.name = name;
    this.construct = construct;
    this.fields = fields;
  }

  @Override
  Reader<T> reader(Column column) {
    column.shaped("struct " + name, 1, fields.size());
    Reader<?>[] readers = new Reader<?>[fields.size()];
    for (int f = 0; f < readers.length; f++) {
      readers[f] = fields.get(f).codec.reader(column.field(f));
    }
    return i -> column.isNull(i) ? null : constructed(values(readers, i));
  }

  /** The record, whose constructor may refuse what it is given. */
  private T constructed(@Nullable Object[] values) {
    try {
      return construct.apply(values);
    } catch (ArrowException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ArrowException("no " + name + " can be made of it: " + e, e);
    }
  }

  private @Nullable Object[] values(Reader<?>[] readers, int i) {
    @Nullable Object[] values = new Object[readers.length];
    for (int f = 0; f < values.length; f++) {
      try {
        values[f] = readers[f].get(i);
      } catch (ArrowException e) {
        throw e.within(fields.get(f).name);
      }
      if (values[f] == null && fields.get(f).required) {
        throw missing(fields.get(f));
      }
    }
    return values;
  }

  private ArrowException missing(Field<T, ?> field) {
    return new ArrowException(name + "." + field.name + " is null, which its type can't be");
  }

  @Override
  Writer<T> writer() {
    List<FieldWriter<T, ?>> writers =
        fields.stream().<FieldWriter<T, ?>>map(f -> new FieldWriter<>(f)).toList();
    return new Writer<>() {
      @Override
      void value(T value) {
        for (FieldWriter<T, ?> field : writers) {
          if (!field.put(value)) {
            throw missing(field.field);
          }
        }
      }

      @Override
      void blank() {
        for (FieldWriter<T, ?> field : writers) {
          field.column.put(null);
        }
      }

      @Override
      void collect(List<Buffers> into) {
        for (FieldWriter<T, ?> field : writers) {
          field.column.collectAll(into);
        }
      }
    };
  }

  /** A field's column, its type fixed. */
  private static final class FieldWriter<T, F> {
    private final Field<T, F> field;
    private final Writer<F> column;

    FieldWriter(Field<T, F> field) {
      this.field = field;
      this.column = field.codec.writer();
    }

    /** False if the value has a null where none can be. */
    boolean put(T value) {
      F part = field.get.apply(value);
      if (part == null && field.required) {
        return false;
      }
      try {
        column.put(part);
      } catch (ArrowException e) {
        throw e.within(field.name);
      }
      return true;
    }
  }
}
