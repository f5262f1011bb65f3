package dev.headrace.processor.testing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One source file.
 *
 * @param path from the source root, with slashes
 */
public record Source(String path, String text) {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");
  private static final Pattern TYPE = Pattern.compile(
      "(?m)^(?:@\\w+(?:\\([^)]*\\))?\\s+)*(?:(?:public|final|abstract|(?:non-)?sealed)\\s+)*(?:class|@?interface|record|enum)\\s+(\\w+)");

  /** A file named after its package and the first type that begins a line. */
  public static Source of(String text) {
    Matcher type = TYPE.matcher(text);
    if (!type.find()) {
      throw new IllegalArgumentException("no type begins a line of:\n" + text);
    }
    Matcher in = PACKAGE.matcher(text);
    String folder = in.find() ? in.group(1).replace('.', '/') + "/" : "";
    return new Source(folder + type.group(1) + ".java", text);
  }

  /** The file's own name. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
