package dev.headrace.processor.model;

/** A static field of a class with steps, or of a resource. */
public record StaticField(String name, JavaType.Declared owner, JavaType type, Origin origin) {}
