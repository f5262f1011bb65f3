package dev.headrace.processor.behaviour;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Calls into compiled classes; what they throw comes out as it is. */
final class Reflection {
  private Reflection() {}

  static Object construct(Class<?> type, @Nullable Object... arguments) {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (takes(constructor, arguments)) {
        constructor.setAccessible(true);
        try {
          return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
          throw Reflection.<RuntimeException>sneaky(e.getCause());
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError("no constructor of " + type + " takes " + Arrays.toString(arguments));
  }

  static Object invoke(Object target, String name, @Nullable Object... arguments) {
    Class<?> type = target instanceof Class<?> c ? c : target.getClass();
    Method method = find(type, m -> m.getName().equals(name) && takes(m, arguments))
        .orElseThrow(() ->
            new AssertionError("no " + type.getName() + "." + name + Arrays.toString(arguments)));
    return call(method, target instanceof Class<?> ? null : target, arguments);
  }

  @SuppressWarnings("NullAway") // what a test's method gives is the test's to know
  static Object call(Method method, @Nullable Object target, @Nullable Object... arguments) {
    method.setAccessible(true);
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw Reflection.<RuntimeException>sneaky(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static Optional<Method> find(Class<?> type, Predicate<Method> wanted) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> !m.isBridge() && wanted.test(m))
        .findFirst();
  }

  private static boolean takes(Executable executable, @Nullable Object... arguments) {
    List<Class<?>> parameters = List.of(executable.getParameterTypes());
    if (parameters.size() != arguments.length) {
      return false;
    }
    for (int i = 0; i < arguments.length; i++) {
      Class<?> parameter = boxed(parameters.get(i));
      if (arguments[i] == null
          ? parameters.get(i).isPrimitive()
          : !parameter.isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }

  private static Class<?> boxed(Class<?> type) {
    return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
  }

  @SuppressWarnings("unchecked")
  static <E extends Throwable> E sneaky(Throwable failure) throws E {
    throw (E) failure;
  }
}
