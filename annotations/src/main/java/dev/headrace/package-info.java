/**
 * The vocabulary of Headrace: annotations on plain Java classes that {@code javac} checks as a graph and turns into a
 * batching Java executor and into Daft programs.
 *
 * <p>A pipeline is an interface marked {@link dev.headrace.Pipeline}; its steps are static methods marked
 * {@link dev.headrace.Node} or {@link dev.headrace.BatchNode}; the models and clients that steps use are classes marked
 * {@link dev.headrace.StatefulResource}. Parameter names are the edges of the graph.
 */
@NullMarked
package dev.headrace;

import org.jspecify.annotations.NullMarked;
