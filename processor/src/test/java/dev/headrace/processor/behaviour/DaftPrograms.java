package dev.headrace.processor.behaviour;

import dev.headrace.processor.emit.shape.Casing;
import dev.headrace.runtime.Chunk;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The optimized and the naive Daft program of compiled pipelines, all in one process of Python with one JVM: they must give
 * what the executor and the reference gave.
 */
public final class DaftPrograms {
  private static final long SECONDS_PER_RUN = 20;
  private static @Nullable DaftPrograms shared;
  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;
  private final ExecutorService reader = Executors.newSingleThreadExecutor(r -> {
    Thread thread = new Thread(r, "python");
    thread.setDaemon(true);
    return thread;
  });

  private DaftPrograms(Process process) {
    this.process = process;
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Whether this build has a Python. */
  public static boolean available() {
    return !Boolean.getBoolean("headrace.python.skip")
        && System.getProperty("headrace.test.python") != null;
  }

  /** One for all tests of the build, as starting takes seconds. */
  public static synchronized DaftPrograms shared() {
    DaftPrograms programs = shared;
    if (programs == null || !programs.process.isAlive()) {
      programs = start();
      shared = programs;
    }
    return programs;
  }

  private static DaftPrograms start() {
    String python = System.getProperty("headrace.test.python", "python3");
    ProcessBuilder builder = new ProcessBuilder(python, "src/test/python/programs.py")
        .redirectError(ProcessBuilder.Redirect.to(new File("target/programs.log")));
    builder.environment().put("HEADRACE_CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("HEADRACE_GPUS", "0");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    try {
      builder
          .environment()
          .put(
              "PYTHONPATH",
              Path.of(Chunk.class
                      .getProtectionDomain()
                      .getCodeSource()
                      .getLocation()
                      .toURI())
                  .toString());
      DaftPrograms programs = new DaftPrograms(builder.start());
      Runtime.getRuntime().addShutdownHook(new Thread(programs::close, "python ends"));
      return programs;
    } catch (IOException | java.net.URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** What is different, in words; empty when all that the runs were asked gives the same in both Daft programs. */
  public String differences(List<Run> runs) {
    try {
      Path directory = Files.createTempDirectory("pipelines");
      try {
        write(directory, runs);
        questions.write(directory + "\n");
        questions.flush();
        return reader
            .submit(() -> answer(runs))
            .get(SECONDS_PER_RUN * (runs.size() + 3), TimeUnit.SECONDS);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      close();
      throw new AssertionError("Python does not answer: " + e, e);
    }
  }

  private String answer(List<Run> runs) throws IOException {
    StringBuilder differences = new StringBuilder();
    for (String line = answers.readLine(); !"done".equals(line); line = answers.readLine()) {
      if (line == null) {
        throw new IOException("Python has ended: " + process.onExit().join().exitValue());
      }
      differences.append(line.replace("\\n", "\n")).append('\n');
    }
    runs.stream()
        .map(Run::pipeline)
        .distinct()
        .filter(p -> differences.indexOf("\"" + p.name() + "\"") >= 0)
        .forEach(p -> differences.append(p.name()).append(":\n").append(p.text()));
    return differences.toString();
  }

  private static void write(Path directory, List<Run> runs) throws IOException {
    Set<Map<String, byte[]>> written = new java.util.HashSet<>();
    Set<String> cases = new TreeSet<>();
    for (Run run : runs) {
      Map<String, byte[]> classes = run.pipeline().compiled().classes();
      if (written.add(classes)) {
        for (Map.Entry<String, byte[]> file : classes.entrySet()) {
          write(directory, file.getKey().replace('.', '/') + ".class", file.getValue());
        }
        for (Map.Entry<String, String> file :
            run.pipeline().compiled().resources().entrySet()) {
          write(directory, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
        }
      }
      json(run).ifPresent(cases::add);
    }
    Files.writeString(directory.resolve("cases.json"), cases.toString());
  }

  private static void write(Path directory, String path, byte[] content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  /** The run as Python reads it; empty when it was given what only Java can hold. */
  private static java.util.Optional<String> json(Run run) {
    Class<?> pipeline = run.pipeline().type("P");
    Class<?> executor = run.pipeline().type("PExecutor"); // knows the inputs of used pipelines, too
    Map<String, String> settings = new LinkedHashMap<>();
    Map<String, String> inputs = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object[]> setting : run.settings().entrySet()) {
      String name = setting.getKey();
      @Nullable Object[] values = setting.getValue();
      java.util.Optional<Method> input = method(executor, name, 0);
      if (input.isPresent()) {
        ColumnType type = ColumnType.of(input.get().getGenericReturnType());
        if (values[0] == null && type.raw() == List.class) {
          return java.util.Optional.empty(); // a DataFrame has rows, or none; it is never null
        }
        inputs.put(
            Casing.snake(name),
            Json.object(Map.of(
                "name",
                Json.of(name),
                "value",
                Json.of(values[0]),
                "type",
                Json.of(type.arrow()))));
      } else if (Arrays.stream(values).anyMatch(v -> v instanceof java.util.function.Supplier<?>)) {
        return java.util.Optional.empty();
      } else {
        settings.put(Casing.snake(name), Json.of(Arrays.asList(values)));
      }
    }
    List<String> entries = new ArrayList<>();
    Map<String, List<Run.Call>> calls = new LinkedHashMap<>();
    run.calls()
        .forEach(c -> calls.computeIfAbsent(c.entry(), k -> new ArrayList<>()).add(c));
    calls.forEach((entry, asked) -> {
      Method method = method(pipeline, entry, asked.get(0).arguments().size()).orElseThrow();
      // the result is a column beside those of the parameters
      if (Arrays.stream(method.getParameters()).noneMatch(p -> p.getName().equals(entry))) {
        entries.add(entry(method, asked));
      }
    });
    return java.util.Optional.of(Json.object(Map.of(
        "name", Json.of(run.pipeline().name()),
        "module", Json.of(run.pipeline().name() + ".p"),
        "settings", Json.object(settings),
        "inputs", Json.object(inputs),
        "entries", entries.toString())));
  }

  private static String entry(Method method, List<Run.Call> calls) {
    List<String> parameters = new ArrayList<>();
    for (Parameter p : method.getParameters()) {
      parameters.add(
          Json.of(List.of(p.getName(), ColumnType.of(p.getParameterizedType()).arrow())));
    }
    List<String> rows = calls.stream()
        .map(c -> Json.object(
            c.ending().failure() == null
                ? Map.of(
                    "arguments",
                    Json.of(c.arguments()),
                    "result",
                    Json.of(c.ending().value()))
                : Map.of(
                    "arguments", Json.of(c.arguments()),
                    "failure", Json.of(String.valueOf(c.ending().failure())))))
        .toList();
    return Json.object(Map.of(
        "name", Json.of(method.getName()),
        "function", Json.of(Casing.snake(method.getName())),
        "parameters", parameters.toString(),
        "type", Json.of(ColumnType.of(method.getGenericReturnType()).arrow()),
        "rows", rows.toString()));
  }

  private static java.util.Optional<Method> method(Class<?> type, String name, int parameters) {
    return Arrays.stream(type.getMethods())
        .filter(m -> m.getName().equals(name) && m.getParameterCount() == parameters)
        .max(Comparator.comparing(m -> m.getDeclaringClass() == type));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void close() {
    reader.shutdownNow();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
