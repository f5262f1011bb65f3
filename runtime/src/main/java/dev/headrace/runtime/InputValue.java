package dev.headrace.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The value of a pipeline's input: given, left to its default, or missing. Thread-safe.
 *
 * @param <T> the type of the value
 */
@CheckReturnValue
public final class InputValue<T extends @Nullable Object> {
  private final String name;
  private final @Nullable Once<T> value;

  private InputValue(String name, @Nullable Once<T> value) {
    this.name = name;
    this.value = value;
  }

  /**
   * A bound input.
   *
   * @param name its name
   * @param value its value
   */
  public static <T extends @Nullable Object> InputValue<T> of(String name, T value) {
    Once<T> given = Once.of(name, () -> value);
    given.provide(value);
    return new InputValue<>(name, given);
  }

  /**
   * An input with a default, which is computed at first need and once.
   *
   * @param name its name
   * @param value computes the default
   */
  public static <T extends @Nullable Object> InputValue<T> byDefault(
      String name, Supplier<? extends T> value) {
    return new InputValue<>(name, Once.of(name, value::get));
  }

  /**
   * An input without a value, which fails those who ask for it.
   *
   * @param name its name
   */
  public static <T extends @Nullable Object> InputValue<T> unbound(String name) {
    return new InputValue<>(name, null);
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
