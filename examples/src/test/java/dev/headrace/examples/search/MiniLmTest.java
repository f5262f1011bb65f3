package dev.headrace.examples.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.headrace.runtime.Device;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real model: what it finds, and that a text's vectors are its own. */
class MiniLmTest {
  private static final List<String> TEXTS = List.of(
      "A loaf of bread is baked in the oven.",
      "fresh rolls",
      "",
      "The penstock is the steep pipe that leads water to the turbine of a power plant.",
      "hydroelectricity",
      "Saturn has rings.");

  private static TokenEncoder encoder;

  @BeforeAll
  static void load() {
    encoder = new TokenEncoder(TokenEncoder.MINILM, Device.cpu());
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void similarMeaningsAreClose() {
    List<Encoding> encodings = encoder.encode(TEXTS);
    assertThat(encodings).allSatisfy(encoding -> {
      assertThat(encoding.dim()).isEqualTo(384);
      assertThat(encoding.cosine(encoding)).isCloseTo(1, within(1e-5f));
    });
    Encoding loaf = encodings.get(0);
    Encoding rolls = encodings.get(1);
    Encoding penstock = encodings.get(3);
    Encoding hydro = encodings.get(4);
    assertThat(rolls.cosine(loaf)).isGreaterThan(rolls.cosine(penstock));
    assertThat(hydro.cosine(penstock)).isGreaterThan(hydro.cosine(loaf));
    assertThat(LateInteraction.similarity(rolls, loaf))
        .isGreaterThan(LateInteraction.similarity(rolls, penstock));
  }

  @Test
  void tokensAreThoseOfTheTextUpToTheModelsLimit() {
    List<Encoding> encodings = encoder.encode(List.of("", "river", "river ".repeat(1000)));
    assertThat(encodings).extracting(Encoding::size).containsExactly(0, 1, 254);
  }

  @Test
  void aTextHasTheSameVectorsInAnyCompany() {
    List<Encoding> together = encoder.encode(TEXTS);
    List<String> shuffled = new ArrayList<>(TEXTS);
    Collections.shuffle(shuffled, new Random(3));
    List<Encoding> otherOrder = encoder.encode(shuffled);
    for (int i = 0; i < TEXTS.size(); i++) {
      String text = TEXTS.get(i);
      assertThat(together.get(i)).isEqualTo(encoder.encode(List.of(text)).get(0));
      assertThat(together.get(i)).isEqualTo(otherOrder.get(shuffled.indexOf(text)));
    }
  }

  @Test
  void paddedBatchesGiveNearlyTheSameInTheSameOrder() {
    List<Encoding> alone = encoder.encode(TEXTS);
    try (OnnxModel padded = new OnnxModel("all-minilm-l6-v2-q", Device.cpu(), 4)) {
      List<Encoding> together = padded.encode(TEXTS);
      for (int i = 0; i < TEXTS.size(); i++) {
        assertThat(together.get(i).size()).isEqualTo(alone.get(i).size());
        assertThat(together.get(i).cosine(alone.get(i))).isGreaterThan(0.9f);
      }
    }
  }

  @Test
  void saysWhatToAddForAGpu() {
    assertThatThrownBy(() -> new TokenEncoder(TokenEncoder.MINILM, Device.gpu(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cuda:0")
        .hasMessageContaining("com.microsoft.onnxruntime:onnxruntime_gpu");
  }

  @Test
  void rerankingImprovesOnKeywordsAndOnFusion() {
    Corpus corpus = Corpus.sample();
    List<Encoding> passages = HybridSearch.Nodes.passageTokens(corpus.passages(), encoder);
    List<Encoding> queries = HybridSearch.Nodes.queryTokens(corpus.queries(), encoder);
    TokenIndex tokens = HybridSearch.Nodes.tokenIndex(corpus.passages(), passages);
    List<Ranking> keyword = new ArrayList<>();
    List<Ranking> fused = new ArrayList<>();
    List<Ranking> reranked = new ArrayList<>();
    try (KeywordIndex keywords = HybridSearch.Nodes.keywordIndex(corpus.passages())) {
      for (int i = 0; i < queries.size(); i++) {
        Query query = corpus.queries().get(i);
        List<Hit> denseHits = HybridSearch.Nodes.denseHits(queries.get(i), tokens);
        List<Hit> keywordHits = HybridSearch.Nodes.keywordHits(query, keywords);
        List<Hit> fusedHits = HybridSearch.Nodes.fusedHits(denseHits, keywordHits);
        keyword.add(HybridSearch.Nodes.keywordRanking(query, keywordHits));
        fused.add(HybridSearch.Nodes.fusedRanking(query, fusedHits));
        reranked.add(HybridSearch.Nodes.ranking(
            query,
            HybridSearch.Nodes.rerankedHits(queries.get(i), tokens, keywordHits, fusedHits)));
      }
    }
    Map<String, Map<String, Integer>> gains = corpus.gains();
    double quality = Evaluation.of(reranked, gains).ndcgAt10();
    assertThat(quality)
        .isGreaterThan(0.9)
        .isGreaterThan(Evaluation.of(keyword, gains).ndcgAt10())
        .isGreaterThan(Evaluation.of(fused, gains).ndcgAt10());
    assertThat(Evaluation.of(reranked, gains).recallAt100()).isEqualTo(1);
  }
}
