package dev.headrace.processor.model;

/** A class that a pipeline lists in {@code nodes = {…}}. */
public record NodesClass(JavaType type, boolean hasSteps, Origin origin) {}
