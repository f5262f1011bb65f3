package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An input of a pipeline: bound to a value, left to its default, or not bound. Thread-safe.
 *
 * @param <T> the type of the value
 */
@CheckReturnValue
public final class Input<T extends @Nullable Object> {
  private final String name;
  private final @Nullable Once<T> value;

  private Input(String name, @Nullable Once<T> value) {
    this.name = name;
    this.value = value;
  }

  /**
   * A bound input.
   *
   * @param name its name
   * @param value its value
   */
  public static <T extends @Nullable Object> Input<T> of(String name, T value) {
    Once<T> given = Once.of(name, () -> value);
    given.provide(value);
    return new Input<>(name, given);
  }

  /**
   * An input with a default, which is computed at first need and once.
   *
   * @param name its name
   * @param value computes the default
   */
  public static <T extends @Nullable Object> Input<T> byDefault(
      String name, Supplier<? extends T> value) {
    return new Input<>(name, Once.of(name, value::get));
  }

  /**
   * An input without a value, which fails those who ask for it.
   *
   * @param name its name
   */
  public static <T extends @Nullable Object> Input<T> unbound(String name) {
    return new Input<>(name, null);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Whether it has a value or a default. */
  public boolean isBound() {
    return value != null;
  }

  /**
   * The value.
   *
   * @throws ConfigurationException if it is not bound
   * @throws NodeException if its default fails
   */
  public T get() {
    if (value == null) {
      throw new ConfigurationException(
          "input '" + name + "' is not bound. Fix: builder()." + name + "(...)");
    }
    return value.get();
  }
}
