package dev.headrace.processor.testing;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;

/**
 * What came out of a compilation.
 *
 * @param messages all of them, notes included, in the order in which they were printed
 * @param classes by their binary name
 * @param sources the generated sources, by their path
 * @param resources all other files, by their path
 */
public record Compiled(
    boolean success,
    List<Message> messages,
    Map<String, byte[]> classes,
    Map<String, String> sources,
    Map<String, String> resources) {

  public Compiled {
    messages = List.copyOf(messages);
    classes = Collections.unmodifiableMap(new TreeMap<>(classes));
    sources = Collections.unmodifiableMap(new TreeMap<>(sources));
    resources = Collections.unmodifiableMap(new TreeMap<>(resources));
  }

  /**
   * One line that the compiler printed.
   *
   * @param path of the file, with slashes; empty where it belongs to no file
   * @param line from 1; -1 where it belongs to no line
   * @param column from 1; -1 where it belongs to none
   */
  public record Message(Diagnostic.Kind kind, String path, long line, long column, String text) {
    /** The file without its folders. */
    public String file() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether it is an error, any kind of warning, or a note with a code. */
    public boolean isFinding() {
      return kind != Diagnostic.Kind.OTHER
          && (kind != Diagnostic.Kind.NOTE || text.matches("(?s)\\[\\w+] .*"));
    }

    @Override
    public String toString() {
      return kind + " " + file() + ":" + line + ":" + column + " " + text;
    }
  }

  /** Errors, warnings and notes with a code. */
  public List<Message> findings() {
    return messages.stream().filter(Message::isFinding).toList();
  }

  /** This, or an error that shows what the compiler said. */
  public Compiled orThrow() {
    if (!success) {
      throw new AssertionError(
          findings().stream().map(Message::toString).collect(Collectors.joining("\n")) + "\n"
              + sources);
    }
    return this;
  }

  /** A loader of the compiled classes. */
  public ClassLoader loader() {
    return new ClassLoader(Compiled.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
  }
}
