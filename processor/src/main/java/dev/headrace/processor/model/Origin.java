package dev.headrace.processor.model;

/** Where in the sources a part of the graph was read; only the reporter can look inside. */
public interface Origin {}
