package dev.headrace.runtime;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Executors of pipelines that code knows by their class only: in a framework, a plugin, or a test over many pipelines. Where
 * the pipeline's name can be written, {@code SearchExecutor.builder()} is checked by the compiler and says more.
 */
public final class Pipelines {
  private Pipelines() {}

  /**
   * An executor with nothing configured: its inputs have their defaults, and its resources need no settings.
   *
   * @param pipeline an interface annotated {@code @Pipeline}
   * @param <P> the pipeline
   * @return a new executor, which is {@link AutoCloseable} and should be closed
   * @throws ConfigurationException if there is no executor of that pipeline, which mostly means that the annotation processor
   *     did not run; the message says how a build makes it run
   */
  public static <P> P open(Class<P> pipeline) {
    String name = executorName(pipeline);
    Class<?> executor;
    try {
      executor = Class.forName(name, true, pipeline.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new ConfigurationException(missing(pipeline, name));
    }
    Object builder = call(executor, null, "builder");
    return pipeline.cast(call(builder.getClass(), builder, "build"));
  }

  /** The name that the processor gives: those of the classes around the pipeline, and its own, in one word. */
  private static String executorName(Class<?> pipeline) {
    StringBuilder name = new StringBuilder("Executor");
    for (Class<?> at = pipeline; at != null; at = at.getEnclosingClass()) {
      name.insert(0, at.getSimpleName());
    }
    return (pipeline.getPackageName().isEmpty() ? "" : pipeline.getPackageName() + ".") + name;
  }

  /** Calls a method without parameters; a static one if there is no target. */
  private static Object call(Class<?> owner, @Nullable Object target, String name) {
    try {
      Method method = owner.getDeclaredMethod(name);
      method.setAccessible(true); // an executor is as public as its pipeline
      return method.invoke(target);
    } catch (InaccessibleObjectException e) {
      throw new ConfigurationException(owner.getSimpleName() + " is in " + owner.getModule()
          + ", which keeps it to itself. Fix: in " + owner.getModule() + ", `opens "
          + owner.getPackageName() + " to dev.headrace.runtime;`");
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new HeadraceException(name + "() failed: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new HeadraceException("this is no executor of Headrace's: " + e, e);
    }
  }

  private static String missing(Class<?> pipeline, String name) {
    String version = Pipelines.class.getPackage().getImplementationVersion();
    String known = version == null ? "the version of headrace-runtime" : version;
    return "There is no class " + name + ": " + pipeline.getSimpleName()
        + " is no @Pipeline, or Headrace's annotation processor did not run when it was compiled."
        + "\n  Since JDK 23, javac runs no processor that is only on the class path, and says nothing."
        + "\n  Fix with Maven: in maven-compiler-plugin, <annotationProcessorPaths><path>"
        + "<groupId>dev.headrace</groupId><artifactId>headrace-processor</artifactId><version>"
        + known + "</version></path></annotationProcessorPaths>"
        + "\n  Fix with Gradle: annotationProcessor(\"dev.headrace:headrace-processor:"
        + (version == null ? "<" + known + ">" : version) + "\")"
        + "\n  Fix with javac: --processor-path headrace-processor.jar, with the jars that it needs";
  }
}
