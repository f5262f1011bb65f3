package dev.headrace.processor.model;

/**
 * The annotation by which a pipeline says what may be null.
 *
 * @param isOnTypes whether it stands on types, rather than on what is declared
 */
public record NullMark(JavaType.Declared annotation, boolean isOnTypes) {}
