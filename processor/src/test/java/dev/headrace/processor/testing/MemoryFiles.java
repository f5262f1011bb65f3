package dev.headrace.processor.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** What a compiler writes stays in memory; what it reads comes from another manager, which many compilations can share. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private final Map<String, Written> written = new TreeMap<>();

  MemoryFiles(JavaFileManager shared) {
    super(shared);
  }

  /** A source as the compiler sees it. */
  static JavaFileObject source(Source source) {
    return new Written(source.path(), JavaFileObject.Kind.SOURCE, source.text());
  }

  /** Everything that was written, by path. */
  Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    written.forEach((path, file) -> {
      if (file.bytes != null) {
        files.put(path, file.bytes.toByteArray());
      }
    });
    return files;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    return file(className.replace('.', '/') + kind.extension, kind);
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String relativeName, FileObject sibling) {
    return file(path(packageName, relativeName), JavaFileObject.Kind.OTHER);
  }

  @Override
  public FileObject getFileForInput(Location location, String packageName, String relativeName)
      throws IOException {
    return location.isOutputLocation()
        ? file(path(packageName, relativeName), JavaFileObject.Kind.OTHER)
        : super.getFileForInput(location, packageName, relativeName);
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return a.toUri().equals(b.toUri());
  }

  private static String path(String packageName, String relativeName) {
    return (packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/") + relativeName;
  }

  private Written file(String path, JavaFileObject.Kind kind) {
    return written.computeIfAbsent(path, p -> new Written(p, kind, null));
  }

  /** A file in memory; there is none until something was written. */
  private static final class Written extends SimpleJavaFileObject {
    private @org.jspecify.annotations.Nullable ByteArrayOutputStream bytes;

    Written(String path, Kind kind, @org.jspecify.annotations.Nullable String text) {
      super(URI.create("memory:///" + path), kind);
      if (text != null) {
        bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      }
    }

    @Override
    public OutputStream openOutputStream() {
      bytes = new ByteArrayOutputStream();
      return bytes;
    }

    @Override
    public InputStream openInputStream() throws IOException {
      return new ByteArrayInputStream(content());
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
      return new String(content(), StandardCharsets.UTF_8);
    }

    private byte[] content() throws IOException {
      if (bytes == null) {
        throw new FileNotFoundException(getName());
      }
      return bytes.toByteArray();
    }
  }
}
