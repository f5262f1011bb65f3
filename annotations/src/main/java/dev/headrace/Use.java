package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Another pipeline's entry as one step of this one: an abstract method of the pipeline. The method's name is the value it
 * gives; its parameters are what the entry is called with.
 *
 * <pre>{@code
 * @Use(Normalizer.class) String normalized(@From("passage.text") String document);
 *
 * @Use(Normalizer.class) String query(@From("question") String document);    // once more, under another name
 *
 * @Use(Normalizer.class) String titles(@Each("titles") String document);     // for each element of a list
 * }</pre>
 *
 * <p>The steps of the used pipeline run as if they were written here: elements of all calls, rows and uses share batches.
 * Each parameter has the name of a parameter of the entry, or of an {@link Input} of the used pipeline, and takes the value
 * of its own name; {@link From}, {@link Each} and {@link All} say otherwise. {@link Elements} opens an axis over the
 * parameter's list, each element of which is what the entry takes under that name. Inputs of the used pipeline that are not
 * among the parameters are taken by name; one that nothing here has keeps its default, and can be bound as an input of this
 * pipeline. Resources of one class or factory are shared.
 *
 * <p>The method itself is not for calling: it throws {@link UnsupportedOperationException}. To ask for the value from outside,
 * declare an entry.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Use {
  /** The pipeline to use: an interface annotated with {@link Pipeline}. */
  Class<?> value();

  /**
   * The name of the pipeline's entry. When empty, its only entry, or of several the one with the name of the annotated method.
   */
  String entry() default "";
}
