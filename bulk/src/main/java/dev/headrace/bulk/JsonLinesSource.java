package dev.headrace.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.headrace.bulk.internal.ExactNumbers;
import dev.headrace.bulk.internal.FileFingerprint;
import dev.headrace.bulk.internal.Json;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of JSON; a position is a byte offset. */
record JsonLinesSource<A>(Path file, JavaType type) implements Source<A> {
  private static final int BUFFER = 1 << 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}; // of byte order

  @Override
  public String fingerprint() throws IOException {
    String fingerprint = FileFingerprint.of(file) + " as " + type.toCanonical();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] first = in.readNBytes(4);
      if (Arrays.equals(first, ZSTD)
          || Arrays.equals(first, 0, Math.min(2, first.length), GZIP, 0, 2)) {
        throw new FileSystemException(
            file.toString(),
            null,
            "it is compressed, and cannot be read from the middle. Fix: unpack it");
      }
    }
    return fingerprint;
  }

  @Override
  public long end() throws IOException {
    return Files.size(file);
  }

  @Override
  public Reader<A> open(long position) throws IOException {
    FileInputStream in = new FileInputStream(file.toFile());
    try {
      in.getChannel().position(position);
      return new Lines<>(in, position, Json.MAPPER.readerFor(type));
    } catch (Throwable e) {
      in.close();
      throw e;
    }
  }

  private static final class Lines<A> implements Reader<A> {
    private final InputStream in;
    private final ObjectReader reader;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    private int next;
    private int end;
    private long position;

    Lines(InputStream in, long position, ObjectReader reader) {
      this.in = in;
      this.position = position;
      this.reader = reader;
    }

    @Override
    public @Nullable Row<A> next() throws IOException {
      for (byte[] line = line(); line != null; line = line()) {
        if (!isBlank(line)) {
          return parse(line);
        }
      }
      return null;
    }

    private Row<A> parse(byte[] line) {
      try {
        A value = reader.readValue(new ExactNumbers(reader.createParser(line)));
        return value == null
            ? Row.unreadable("null", new IllegalArgumentException("the row is null"))
            : Row.of(value);
      } catch (IOException
          | RuntimeException e) { // the line is at fault: nothing is read from the file here
        String problem =
            e instanceof JsonProcessingException json ? Json.problem(json) : e.getMessage();
        return Row.unreadable(
            new String(line, StandardCharsets.UTF_8), new IllegalArgumentException(problem));
      }
    }

    /** The bytes up to the next line feed or the end; null at the end. */
    private byte @Nullable [] line() throws IOException {
      pieces.reset();
      boolean any = false;
      while (true) {
        if (next == end) {
          next = 0;
          end = Math.max(0, in.read(buffer));
          if (end == 0) {
            return any ? pieces.toByteArray() : null;
          } else if (position == 0 && Arrays.equals(buffer, 0, Math.min(3, end), MARK, 0, 3)) {
            next = MARK.length;
            position = next;
          }
        }
        any = true;
        int from = next;
        while (next < end && buffer[next] != '\n') {
          next++;
        }
        pieces.write(buffer, from, next - from);
        position += next - from;
        if (next < end) {
          next++;
          position++;
          return pieces.toByteArray();
        }
      }
    }

    private static boolean isBlank(byte[] line) {
      for (byte b : line) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return true;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
