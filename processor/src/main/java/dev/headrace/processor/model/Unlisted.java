package dev.headrace.processor.model;

import java.util.List;

/** What classes of the same compilation hold that a pipeline does not list: for messages alone, nothing else depends on it. */
public interface Unlisted {

  /** The classes with a step that gives a value of that name. */
  List<JavaType.Declared> withStep(String value);

  /** The classes that the pipeline lists, but which only inherit a step that gives a value of that name. */
  List<JavaType.Declared> inheriting(String value);

  /** The classes that are a resource, or have a factory of one, which Java assigns to the type. */
  List<JavaType.Declared> withResource(JavaType type);

  /** The pipelines with an entry of that name. */
  List<JavaType.Declared> withEntry(String name);
}
