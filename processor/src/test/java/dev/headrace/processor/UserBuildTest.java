package dev.headrace.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.processor.testing.Compiled;
import dev.headrace.processor.testing.Javac;
import dev.headrace.processor.testing.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user's own build sees: no warnings, and never an exception. */
class UserBuildTest {
  private static final Path SEARCH =
      Path.of("src/test/resources/golden/HybridSearch/HybridSearch.java");

  @Test
  void a_build_that_turns_every_warning_into_an_error_passes() throws IOException {
    Compiled compiled = new Javac()
        .compile(
            List.of(search(Files.readString(SEARCH))),
            List.of("-Xlint:all", "-Werror", "--release", "17"));
    assertThat(compiled.findings()).isEmpty();
    assertThat(compiled.success()).isTrue();
    assertThat(compiled.classes())
        .containsKey("search.HybridSearchExecutor")
        .doesNotContainKey("search.HybridSearchReference");
  }

  static IntStream seeds() {
    return IntStream.range(0, Integer.getInteger("headrace.mutations", 40));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_source_with_random_mistakes_compiles_or_is_told_why_it_does_not(int seed)
      throws IOException {
    String text = new Mutation(seed).of(Files.readString(SEARCH));
    Compiled compiled;
    try {
      compiled = new Javac().compile(List.of(search(text)), List.of("-Aheadrace.reference"));
    } catch (RuntimeException escaped) {
      throw new AssertionError("seed " + seed + " of\n" + text, escaped);
    }
    assertThat(compiled.messages())
        .as("seed %s of\n%s", seed, text)
        .noneMatch(m -> m.text().contains("InternalError"));
    if (compiled.success()) {
      assertThat(compiled.classes()).containsKey("search.HybridSearchExecutor");
    } else {
      // what javac says of generated files would hide the user's own mistake
      assertThat(compiled.findings())
          .as("seed %s of\n%s", seed, text)
          .isNotEmpty()
          .allMatch(
              m -> !m.file().startsWith("HybridSearch") || m.file().equals("HybridSearch.java"));
    }
  }

  private static Source search(String text) {
    return new Source("search/HybridSearch.java", text);
  }
}
