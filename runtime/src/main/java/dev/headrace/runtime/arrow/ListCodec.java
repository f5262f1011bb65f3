package dev.headrace.runtime.arrow;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists, or what is like one, of elements of any codec. */
final class ListCodec<T, L> extends Codec<L> {
  private final Codec<T> element;
  private final Function<@Nullable Object[], L> fromArray;
  private final Function<L, ? extends Iterable<T>> toItems;

  ListCodec(
      Codec<T> element,
      Function<@Nullable Object[], L> fromArray,
      Function<L, ? extends Iterable<T>> toItems) {
    this.element = element;
    this.fromArray = fromArray;
    this.toItems = toItems;
  }

  @Override
  Reader<L> reader(Column column) {
    Reader<T> items = element.reader(column.shaped("large_list", 2, 1).items());
    return i -> {
      if (column.isNull(i)) {
        return null; // whatever lies in its span is no element
      }
      int from = column.start(i);
      @Nullable Object[] values = new Object[column.start(i + 1) - from];
      int j = 0;
      try {
        for (; j < values.length; j++) {
          values[j] = items.get(from + j);
        }
      } catch (ArrowException e) {
        throw e.within("[" + j + "]");
      }
      return fromArray.apply(values);
    };
  }

  @Override
  Writer<L> writer() {
    Writer<T> items = element.writer();
    return new Offsets<>() {
      @Override
      void value(L list) {
        int before = items.count();
        try {
          for (T item : toItems.apply(list)) {
            items.put(item);
          }
        } catch (ArrowException e) {
          throw e.within("[" + (items.count() - before) + "]");
        }
        end(items.count() - before);
      }

      @Override
      void collectItems(List<Buffers> into) {
        items.collectAll(into);
      }
    };
  }
}
