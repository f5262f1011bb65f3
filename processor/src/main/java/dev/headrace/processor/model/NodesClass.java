package dev.headrace.processor.model;

/**
 * A class that a pipeline lists in {@code nodes = {…}}.
 *
 * @param isOfUse whether it has steps, or factories of resources, or is a resource
 */
public record NodesClass(JavaType type, boolean isOfUse, Origin origin) {}
