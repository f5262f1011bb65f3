/** What executors and Daft programs, written by the annotation processor, run on. */
module dev.headrace.runtime {
  requires transitive dev.headrace;
  requires jdk.jfr;
  requires static java.logging; // the log of a Daft worker
  requires static jdk.unsupported; // views of native memory before Java 22
  requires static transitive java.compiler; // generated classes say that they are
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports dev.headrace.runtime;
  exports dev.headrace.runtime.arrow;
  exports dev.headrace.runtime.daft;

  uses dev.headrace.runtime.BatchTooLargeSign;
}
