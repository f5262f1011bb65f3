package dev.headrace.processor.model;

import java.util.Optional;

/**
 * A value that is bound once.
 *
 * @param elements the name that its elements have, when it opens an axis
 */
public record Input(
    String name,
    JavaType type,
    boolean nullable,
    boolean hasDefault,
    boolean hasParameters,
    Optional<String> elements,
    Origin elementsOrigin,
    String doc,
    Origin origin) {}
