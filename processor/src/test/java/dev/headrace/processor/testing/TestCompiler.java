package dev.headrace.processor.testing;

import java.util.List;

/** A Java compiler that runs the processor in this process. */
public interface TestCompiler {

  /** Compiles the sources against the class path of the tests. */
  Compiled compile(List<Source> sources, List<String> options);
}
