package dev.headrace.examples.search;

/**
 * A piece of text that can be found.
 *
 * @param id names it; unique among the passages that are searched together
 * @param text what it says
 */
public record Passage(String id, String text) {}
