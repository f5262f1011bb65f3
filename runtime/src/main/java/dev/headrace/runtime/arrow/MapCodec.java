package dev.headrace.runtime.arrow;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Maps as lists of entries. */
final class MapCodec {
  /** Of {@code Map.of}, {@code Map.copyOf} and collectors, whose entries come in another order in each JVM. */
  private static final Class<?> IMMUTABLE = Map.of("a", "", "b", "").getClass();

  private MapCodec() {}

  @SuppressWarnings("unchecked")
  static <T> Codec<Map<String, T>> of(Codec<T> value) {
    Codec<Map.Entry<String, T>> entry = Codec.struct(
        "entry",
        fields -> new SimpleImmutableEntry<>((String) fields[0], (T) fields[1]),
        Codec.<Map.Entry<String, T>, String>field("key", Codec.STRING, Map.Entry::getKey)
            .required(),
        Codec.<Map.Entry<String, T>, T>field("value", value, Map.Entry::getValue));
    return new ListCodec<>(entry, MapCodec::map, MapCodec::entries);
  }

  /** In the map's order; by their keys where it has none, as the same input gives the same column. */
  private static <T> Set<Map.Entry<String, T>> entries(Map<String, T> map) {
    return IMMUTABLE.isInstance(map) ? new TreeMap<>(map).entrySet() : map.entrySet();
  }

  private static <T> Map<String, T> map(@Nullable Object[] entries) {
    Map<String, T> map = new LinkedHashMap<>();
    for (Map.Entry<String, T> entry : Codec.<Map.Entry<String, T>>typed(entries)) {
      if (entry == null) {
        throw new ArrowException("a map with a null entry");
      }
      if (map.containsKey(entry.getKey())) {
        throw new ArrowException("a map with the key '" + entry.getKey() + "' twice");
      }
      map.put(entry.getKey(), entry.getValue());
    }
    return Collections.unmodifiableMap(map);
  }
}
