package dev.headrace.examples.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeywordIndexTest {
  @Test
  void findsStemsAndPrefersRareWords() {
    try (KeywordIndex index = index("the river turned wheels", "a river", "another river")) {
      assertThat(index.search("turning in rivers", 10))
          .extracting(Hit::passageId)
          .containsExactly("p0", "p1", "p2");
    }
  }

  @Test
  void prefersTheSmallerIdAmongEquals() {
    List<Passage> passages = IntStream.range(0, 50)
        .mapToObj(i -> new Passage("p" + (99 - i), "a river"))
        .toList();
    try (KeywordIndex index = new KeywordIndex(passages)) {
      assertThat(index.search("river", 3))
          .extracting(Hit::passageId)
          .containsExactly("p50", "p51", "p52");
    }
  }

  @Test
  void findsNothingForWordsThatSayNothing() {
    try (KeywordIndex index = index("a river")) {
      assertThat(index.search("", 10)).isEmpty();
      assertThat(index.search("of the", 10)).isEmpty();
      assertThat(index.search("sea", 10)).isEmpty();
    }
  }

  @Test
  void takesQueriesAsTextNotAsSyntax() {
    try (KeywordIndex index = index("the (upper) river")) {
      assertThat(index.search("upper) AND NOT \"*:? river^", 10)).hasSize(1);
    }
  }

  @Test
  void mayBeEmpty() {
    try (KeywordIndex index = index()) {
      assertThat(index.search("river", 10)).isEmpty();
    }
  }

  @Test
  void servesManyThreadsAtOnce() {
    try (KeywordIndex index = index("a river", "a lake", "a river and a lake")) {
      List<Hit> alone = index.search("river", 10);
      assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> index.search("river", 10)))
          .allSatisfy(hits -> assertThat(hits).isEqualTo(alone));
    }
  }

  private static KeywordIndex index(String... texts) {
    List<String> all = Arrays.asList(texts);
    return new KeywordIndex(IntStream.range(0, all.size())
        .mapToObj(i -> new Passage("p" + i, all.get(i)))
        .toList());
  }
}
