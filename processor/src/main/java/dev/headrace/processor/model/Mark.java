package dev.headrace.processor.model;

/**
 * One of Headrace's annotations, as it was written.
 *
 * @param name its simple name
 */
public record Mark(String name, Origin origin) {}
