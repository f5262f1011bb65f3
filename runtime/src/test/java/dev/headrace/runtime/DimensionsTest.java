package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DimensionsTest {

  @ParameterizedTest
  @MethodSource
  void every_kind_of_numbers_is_counted(Object three) {
    assertThat(Dimensions.check(3, 0, three)).isSameAs(three);
    assertThatThrownBy(() -> Dimensions.check(4, 0, three))
        .isInstanceOf(DimensionException.class)
        .hasMessage("expected 4 numbers (@Dim), got 3");
  }

  static Stream<Object> every_kind_of_numbers_is_counted() {
    return Stream.of(
        new float[3],
        new double[3],
        new int[3],
        new long[3],
        new short[3],
        List.of(1f, 2f, 3f),
        new ArrayList<>(Arrays.asList(new Float[3])));
  }

  @Test
  void what_lies_deeper_is_looked_at_one_by_one() {
    List<float[][]> batch = Arrays.asList(new float[][] {{1, 2}, {3, 4}}, null, new float[0][]);
    assertThat(Dimensions.check(2, 2, batch)).isSameAs(batch);
    assertThatThrownBy(() ->
            Dimensions.check(2, 2, Collections.singletonList(new float[][] {{1, 2}, {3}})))
        .isInstanceOfSatisfying(DimensionException.class, e -> {
          assertThat(e.expected()).isEqualTo(2);
          assertThat(e.actual()).isEqualTo(1);
        });
  }

  @Test
  void an_optional_is_looked_into_and_null_has_no_size() {
    assertThat(Dimensions.check(2, 1, Optional.empty())).isEmpty();
    assertThat(Dimensions.<Object>check(2, 0, null)).isNull();
    assertThatThrownBy(() -> Dimensions.check(2, 1, Optional.of(new float[1])))
        .isInstanceOf(DimensionException.class);
  }

  private record Hit(float[] vector) {}

  @Test
  void records_are_looked_into_wherever_they_lie() {
    Map<String, List<Hit>> hits = Map.of("a", Arrays.asList(new Hit(new float[2]), null));
    Consumer<Hit> check = h -> Dimensions.check("Hit.vector", 2, 0, h.vector());
    assertThat(Dimensions.each(2, hits, check)).isSameAs(hits);
    assertThatThrownBy(() -> Dimensions.each(0, new Hit(new float[1]), check))
        .isInstanceOf(DimensionException.class)
        .hasMessage("Hit.vector: expected 2 numbers (@Dim), got 1");
  }

  @Test
  void an_empty_list_of_numbers_has_no_numbers() {
    assertThat(Dimensions.check(2, 1, List.of())).isEmpty();
    assertThatThrownBy(() -> Dimensions.check(2, 0, List.of()))
        .isInstanceOf(DimensionException.class);
  }
}
