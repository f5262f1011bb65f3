package dev.headrace.examples.search;

/**
 * A question.
 *
 * @param id names it
 * @param text its words
 */
public record Query(String id, String text) {}
