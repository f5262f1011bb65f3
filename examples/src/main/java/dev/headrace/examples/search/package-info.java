/**
 * Hybrid search: dense vectors and keywords, fused and reranked by late interaction, as one
 * pipeline.
 *
 * <p>{@link dev.headrace.examples.search.HybridSearch} is the graph;
 * {@link dev.headrace.examples.search.TokenEncoder} is the one model behind it. Everything else is
 * plain Java.
 */
@NullMarked
package dev.headrace.examples.search;

import org.jspecify.annotations.NullMarked;
