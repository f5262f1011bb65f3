package dev.headrace.processor.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runtime.ConfigurationException;
import dev.headrace.runtime.Device;
import dev.headrace.runtime.Listeners;
import dev.headrace.runtime.Outcome;
import dev.headrace.runtime.PipelineListener;
import dev.headrace.runtime.WhenFull;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One configured executor, and the reference beside it. Each call is made in every way that there is: plainly,
 * asynchronously, over a stream of two rows, and row by row; all must give the same.
 */
public final class Run implements AutoCloseable {
  private final CompiledPipeline pipeline;
  private final Map<String, @Nullable Object[]> settings = new LinkedHashMap<>();
  private final List<String> created = Collections.synchronizedList(new ArrayList<>());
  private final List<String> batches = Collections.synchronizedList(new ArrayList<>());
  private final PipelineListener listener = new PipelineListener() {
    @Override
    public void instanceCreated(String resource, Device device) {
      created.add(resource);
    }

    @Override
    public void batch(
        String node,
        int size,
        long waitNanos,
        long runNanos,
        Device device,
        @Nullable Throwable failure) {
      batches.add(node + "×" + size);
    }
  };
  private final List<Call> calls = new ArrayList<>();
  private boolean inDaft = true;
  private List<String> callBatches = List.of();
  private List<String> callTrace = List.of();
  private @Nullable Object executor;
  private @Nullable Object reference;

  /** What an entry was asked, and how that ended. */
  record Call(String entry, List<@Nullable Object> arguments, Ending ending) {}

  Run(CompiledPipeline pipeline) {
    this.pipeline = pipeline;
    Listeners.add(listener);
  }

  /** Calls the builder's method of that name: an input, a resource's configuration or factory, a batch size. */
  public Run with(String name, @Nullable Object... arguments) {
    settings.put(name, arguments);
    return this;
  }

  /** The same where the builder has such a method. */
  public Run withIfAsked(String name, @Nullable Object... arguments) {
    boolean asked = Reflection.find(
            pipeline.type("PExecutor$Builder"), m -> m.getName().equals(name))
        .isPresent();
    return asked ? with(name, arguments) : this;
  }

  /** The executor, built at first need. */
  public Object executor() {
    Object built = executor;
    if (built == null) {
      built = Reflection.invoke(builder(), "build");
      executor = built;
    }
    return built;
  }

  private Object builder() {
    Object builder = Reflection.invoke(pipeline.type("PExecutor"), "builder");
    settings.forEach((name, arguments) -> Reflection.invoke(builder, name, arguments));
    return builder;
  }

  /** What the entry gives, however it is called; or throws what the plain call throws. */
  public Object call(String entry, @Nullable Object... arguments) {
    Ending plain = plain(entry, arguments);
    assertThat(futures(entry, arguments)).as("asynchronously").isEqualTo(plain);
    if (arguments.length > 0) {
      for (Ending row : streamed(entry, arguments)) {
        assertThat(row).as("in a stream").isEqualTo(plain);
      }
    }
    assertThat(Ending.of(() -> byReference(entry, arguments))).as("row by row").isEqualTo(plain);
    calls.add(new Call(entry, Arrays.asList(arguments.clone()), plain));
    return plain.orThrow();
  }

  /**
   * Asks all that was asked once more, of one executor at the same time: the calls of each entry as streams in small chunks, in
   * order and in none, and beside them one by one. Each must end as it did alone.
   */
  public void together() {
    Object builder = Reflection.invoke(builder(), "streaming", 1 + calls.size() % 3, 2);
    if (calls.size() % 2 == 0) {
      Reflection.invoke(builder, "maxCalls", 2, WhenFull.BLOCK);
    }
    try (Together together = new Together(pipeline, Reflection.invoke(builder, "build"))) {
      together.ask(calls);
    }
  }

  /** What the entry gives when it is called plainly, without the comparison. */
  public Object callPlainly(String entry, @Nullable Object... arguments) {
    return plain(entry, arguments).orThrow();
  }

  private Ending plain(String entry, @Nullable Object... arguments) {
    Trace.take();
    batches.clear();
    Ending plain =
        Ending.of(() -> awaited(Reflection.call(entryMethod(entry), executor(), arguments)));
    callTrace = Trace.take();
    callBatches = List.copyOf(batches);
    return plain;
  }

  /** Keeps the run from being repeated in Daft: what it is about is there for Java only. */
  public Run onlyInJava() {
    inDaft = false;
    return this;
  }

  CompiledPipeline pipeline() {
    return pipeline;
  }

  Map<String, @Nullable Object[]> settings() {
    return settings;
  }

  /** All that was asked and compared, or nothing if it is for Java only. */
  List<Call> calls() {
    return inDaft ? calls : List.of();
  }

  /** What the steps wrote down in the plain form of the last call. */
  public List<String> trace() {
    return callTrace;
  }

  /** {@code node×size} for each batch of the plain form of the last call. */
  public List<String> batches() {
    return callBatches;
  }

  /** The resources of which an instance was built so far. */
  public List<String> created() {
    return List.copyOf(created);
  }

  private Method entryMethod(String name) {
    return method(name).orElseThrow(() -> new AssertionError("no entry " + name));
  }

  private java.util.Optional<Method> method(String name) {
    return Reflection.find(pipeline.type("PExecutor"), m -> m.getName().equals(name));
  }

  static Object awaited(Object result) {
    if (result instanceof CompletableFuture<?> future) {
      try {
        return future.get();
      } catch (ExecutionException e) {
        throw Reflection.<RuntimeException>sneaky(e.getCause());
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return result;
  }

  private Ending futures(String entry, @Nullable Object... arguments) {
    Method async = method(entry + "Async").orElseGet(() -> entryMethod(entry));
    return Ending.of(() -> awaited(Reflection.call(async, executor(), arguments)));
  }

  /** Two equal rows, as outcomes. */
  private List<Ending> streamed(String entry, @Nullable Object... arguments) {
    Object row = pipeline.row(entry, arguments);
    List<Ending> rows = new ArrayList<>();
    Object stream =
        Reflection.invoke(executor(), entry + "Outcomes", Stream.of(new Object[] {row, row}));
    try (Stream<?> outcomes = (Stream<?>) stream) {
      outcomes.forEach(o -> rows.add(Ending.of(() -> ((Outcome<?>) o).orThrow())));
    }
    assertThat(rows).hasSize(2);
    return rows;
  }

  /** What the row-by-row reference gives. */
  public Object byReference(String entry, @Nullable Object... arguments) {
    Object built = reference;
    if (built == null) {
      built = reference();
      reference = built;
    }
    Method method = Reflection.find(
            pipeline.type("PReference"), m -> m.getName().equals(entry))
        .orElseThrow();
    return Reflection.call(method, built, arguments);
  }

  private Object reference() {
    Constructor<?> constructor = pipeline.type("PReference").getDeclaredConstructors()[0];
    List<@Nullable Object> arguments = new ArrayList<>();
    for (Parameter p : constructor.getParameters()) {
      boolean isResource = Reflection.find(
              pipeline.type("PExecutor$Builder"),
              m -> m.getName().equals(p.getName() + "MaxConcurrency"))
          .isPresent();
      arguments.add(isResource ? resource(p.getName(), p.getType()) : input(p.getName()));
    }
    return Reflection.construct(pipeline.type("PReference"), arguments.toArray());
  }

  private @Nullable Object input(String name) {
    try {
      return Reflection.invoke(executor(), name);
    } catch (ConfigurationException unbound) {
      return null;
    }
  }

  /** An instance as the builder would have it built: by the test's supplier, a factory of that name, or the constructor. */
  private Object resource(String slot, Class<?> type) {
    @Nullable Object[] given = settings.getOrDefault(slot, new Object[0]);
    if (given.length == 1 && given[0] instanceof Supplier<?> supplier) {
      return supplier.get();
    }
    for (Class<?> owner : pipeline.userTypes()) {
      java.util.Optional<Method> factory = owner.getName().contains(".PExecutor")
          ? java.util.Optional.empty()
          : Reflection.find(
              owner,
              m -> Modifier.isStatic(m.getModifiers())
                  && m.getName().equals(slot)
                  && m.getReturnType() == type);
      if (factory.isPresent()) {
        return Reflection.call(factory.get(), null, settings(factory.get().getParameters(), given));
      }
    }
    Constructor<?> constructor = Arrays.stream(type.getDeclaredConstructors())
        .filter(c -> !Modifier.isPrivate(c.getModifiers()))
        .findFirst()
        .orElseThrow();
    return Reflection.construct(type, settings(constructor.getParameters(), given));
  }

  private @Nullable Object[] settings(Parameter[] parameters, @Nullable Object[] given) {
    List<@Nullable Object> arguments = new ArrayList<>();
    int next = 0;
    for (Parameter p : parameters) {
      if (p.getType() == Device.class) {
        arguments.add(Device.cpu());
      } else if (settings.containsKey(p.getName()) && !pipeline.userTypes().contains(p.getType())) {
        arguments.add(settings.get(p.getName())[0]);
      } else if (pipeline.isOwn(p.getType().getName()) && next >= given.length) {
        String name = p.getType().getSimpleName();
        arguments.add(resource(
            name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1),
            p.getType()));
      } else {
        arguments.add(given[next++]);
      }
    }
    return arguments.toArray();
  }

  @Override
  public void close() {
    if (executor != null) {
      Reflection.invoke(executor, "close");
    }
    Listeners.remove(listener);
    DaftExtension.add(this);
  }
}
