package dev.headrace.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What became of one row of a stream whose results come in any order.
 *
 * @param <A> the type of the argument
 * @param <T> the type of the value
 * @param argument what the entry was asked
 * @param outcome what became of it
 */
public record Answer<A extends @Nullable Object, T extends @Nullable Object>(
    A argument, Outcome<T> outcome) {}
