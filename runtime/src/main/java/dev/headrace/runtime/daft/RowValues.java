package dev.headrace.runtime.daft;

import dev.headrace.runtime.Once;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** The opaque values of the row-by-row program: the last few rows' keep theirs. */
final class RowValues {
  private static final int VALUES = 64;

  private static final Map<Key, Once<?>> RECENT = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Once<?>> eldest) {
      return size() > VALUES; // not closed: a neighbour of its row may still hold it
    }
  };

  private record Key(String row, String value) {}

  private RowValues() {}

  @SuppressWarnings("unchecked")
  static <T> T get(String row, String value, Callable<? extends T> build) {
    Once<T> once;
    synchronized (RECENT) {
      once = (Once<T>) RECENT.computeIfAbsent(new Key(row, value), key -> Once.of(value, build));
    }
    return once.get();
  }
}
