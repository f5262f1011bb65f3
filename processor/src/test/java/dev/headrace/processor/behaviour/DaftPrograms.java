package dev.headrace.processor.behaviour;

import dev.headrace.processor.emit.shape.Casing;
import dev.headrace.runtime.Chunk;
import dev.headrace.runtime.NodeException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
 * The optimized and the naive Daft program of compiled pipelines, all in one process of Python: they must give what the
 * executor and the reference gave.
 */
public final class DaftPrograms {
  /** What asks Daft for the rows. */
  public enum Runner {
    /** Daft's own, in the process of Python. */
    NATIVE("headrace.test.python", 20),
    /** A cluster of Ray with three nodes on this machine. */
    RAY("headrace.ray", 60);

    private final String python;
    private final long secondsPerRun;

    Runner(String python, long secondsPerRun) {
      this.python = python;
      this.secondsPerRun = secondsPerRun;
    }

    /** Whether this build has a Python for it. */
    public boolean available() {
      return !Boolean.getBoolean("headrace.python.skip") && System.getProperty(python) != null;
    }
  }

  /** The suffixes of the modules' names. */
  public static final List<String> OPTIMIZED = List.of("");

  public static final List<String> ALL = List.of("", "_naive");

  private static final long SECONDS_TO_END = 20;
  private static final Map<Runner, DaftPrograms> STARTED = new EnumMap<>(Runner.class);
  private final Runner runner;
  private final Process process;
  private final Path directory;
  private final BufferedWriter questions;
  private final BufferedReader answers;
  private final ExecutorService reader = Executors.newSingleThreadExecutor(r -> {
    Thread thread = new Thread(r, "python");
    thread.setDaemon(true);
    return thread;
  });

  private DaftPrograms(Runner runner) throws IOException, URISyntaxException {
    this.runner = runner;
    this.directory = Files.createTempDirectory("pipelines");
    String name = runner.name().toLowerCase(Locale.ROOT);
    ProcessBuilder builder = new ProcessBuilder(
            System.getProperty(runner.python), "src/test/python/programs.py", name)
        .redirectError(
            ProcessBuilder.Redirect.appendTo(new File("target/programs-" + name + ".log")));
    Map<String, String> environment = builder.environment();
    Path bridge =
        Path.of(Chunk.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path tools = Path.of("..", "tools").toAbsolutePath().normalize();
    environment.put(
        "PYTHONPATH", String.join(File.pathSeparator, directory + "", bridge + "", tools + ""));
    environment.put("HEADRACE_CLASSPATH", System.getProperty("java.class.path"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    environment.put("DO_NOT_TRACK", "1"); // tests send nobody statistics
    environment.put("DAFT_ANALYTICS_ENABLED", "0");
    if (runner == Runner.RAY) { // its nodes have GPUs, if only as numbers
      environment.remove("HEADRACE_GPUS");
    }
    this.process = builder.start();
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** One for all tests of the build, as starting takes seconds. */
  public static synchronized DaftPrograms on(Runner runner) {
    DaftPrograms programs = STARTED.get(runner);
    if (programs == null || !programs.process.isAlive()) {
      programs = start(runner);
      STARTED.put(runner, programs);
    }
    return programs;
  }

  private static DaftPrograms start(Runner runner) {
    try {
      DaftPrograms programs = new DaftPrograms(runner);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> programs.close(true), "python ends"));
      return programs;
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** What is different, in words; empty when all that the runs were asked gives the same in the Daft programs. */
  public String differences(List<Run> runs, List<String> programs) {
    try {
      try {
        questions.write(write(runs, programs) + "\n");
        questions.flush();
        return reader
            .submit(() -> answer(runs))
            .get(runner.secondsPerRun * (runs.size() + 3), TimeUnit.SECONDS);
      } finally {
        clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      close(false);
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

  /** The compiled pipelines, and the file of what to ask them. */
  private Path write(List<Run> runs, List<String> programs) throws IOException {
    Set<Map<String, byte[]>> written = new java.util.HashSet<>();
    Set<String> cases = new TreeSet<>();
    for (Run run : runs) {
      Map<String, byte[]> classes = run.pipeline().compiled().classes();
      if (written.add(classes)) {
        for (Map.Entry<String, byte[]> file : classes.entrySet()) {
          write(file.getKey().replace('.', '/') + ".class", file.getValue());
        }
        for (Map.Entry<String, String> file :
            run.pipeline().compiled().resources().entrySet()) {
          write(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
        }
      }
      json(run).ifPresent(cases::add);
    }
    String asked = Json.object(Map.of("programs", Json.of(programs), "cases", cases.toString()));
    return write("cases.json", asked.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(String path, byte[] content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  /** The run as Python reads it; empty when it was given what only Java can hold. */
  private static java.util.Optional<String> json(Run run) {
    // knows the inputs of used pipelines, and the types of what is inherited
    Class<?> executor = run.pipeline().type("PExecutor");
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
      Method method = method(executor, entry, asked.get(0).arguments().size()).orElseThrow();
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
    List<String> rows = calls.stream().map(DaftPrograms::row).toList();
    return Json.object(Map.of(
        "name", Json.of(method.getName()),
        "function", Json.of(Casing.snake(method.getName())),
        "parameters", parameters.toString(),
        "type", Json.of(ColumnType.of(method.getGenericReturnType()).arrow()),
        "rows", rows.toString()));
  }

  private static String row(Run.Call call) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("arguments", Json.of(call.arguments()));
    Throwable failure = call.ending().failure();
    if (failure == null) {
      row.put("result", Json.of(call.ending().value()));
    } else {
      row.put("failure", Json.of(String.valueOf(failure)));
      boolean bound = failure instanceof NodeException node && node.row() == NodeException.BOUND;
      row.put("bound", Json.of(bound));
    }
    return Json.object(row);
  }

  private static java.util.Optional<Method> method(Class<?> type, String name, int parameters) {
    return Arrays.stream(type.getMethods())
        .filter(m -> m.getName().equals(name) && m.getParameterCount() == parameters)
        .filter(m -> !m.isBridge())
        .max(Comparator.comparing(m -> m.getDeclaringClass() == type));
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(directory)) {
          Files.delete(file);
        }
      }
    }
  }

  /** What no longer answers is ended at once; else Python ends what it has started, then itself. */
  private void close(boolean answers) {
    reader.shutdownNow();
    try {
      if (answers) {
        questions.close();
        process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      if (Files.exists(directory)) {
        clear();
        Files.delete(directory);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
