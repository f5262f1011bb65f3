package dev.headrace.processor.model;

import java.util.List;

/** What classes of the same compilation hold that a pipeline does not list: for messages alone, nothing else depends on it. */
public interface Unlisted {

  /** The classes with a step that gives a value of that name. */
  List<JavaType.Declared> withStep(String value);

  /** The classes with a factory of a resource that Java assigns to the type. */
  List<JavaType.Declared> withFactory(JavaType type);
}
