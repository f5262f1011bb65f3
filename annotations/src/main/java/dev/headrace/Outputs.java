package dev.headrace;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record of several results of one call: an entry that returns it asks for the value of each component's name, and
 * nothing else is computed.
 *
 * <pre>{@code
 * @Outputs record Answer(String text, @From("ranking.hits") List<Hit> hits, @All("score") List<Float> scores) {}
 *
 * Answer answer(Query query);
 * }</pre>
 *
 * <p>{@link From} and {@link All} say otherwise, as on an entry; on the entry itself they name the value that the record is.
 * Where a component's value is null and the component is not
 * {@code @Nullable}, there is no record: the row fails with the entry's name, unless the entry is {@code @Nullable}. In Daft
 * the entry's column is a struct.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Outputs {}
