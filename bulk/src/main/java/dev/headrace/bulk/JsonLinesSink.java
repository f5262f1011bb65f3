package dev.headrace.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.headrace.bulk.internal.Disk;
import dev.headrace.bulk.internal.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lines of JSON; what is committed is known by its length in bytes. */
record JsonLinesSink<T>(Path file, Disk disk) implements Sink<T> {
  private static final int BUFFER = 1 << 16;

  @Override
  public String fingerprint() {
    return file.toAbsolutePath().normalize() + " as JSON lines";
  }

  private Path part() {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  @Override
  public void claim() throws IOException {
    for (Path path : new Path[] {file, part()}) {
      if (Files.exists(path)) {
        throw new FileAlreadyExistsException(
            path.toString(), null, "Fix: remove it, or choose another output.");
      }
    }
  }

  @Override
  public void begin() throws IOException {
    disk.makeNew(part(), /* isDirectory= */ false);
  }

  @Override
  public Lines<T> open(String committed) throws IOException {
    long length = length(committed);
    Path directory = part().toAbsolutePath().getParent();
    if (directory != null) {
      disk.makeDirectories(directory);
    }
    Lines<T> lines = new Lines<>(disk, part(), disk.open(part(), length), length);
    disk.forceName(part());
    return lines;
  }

  private static long length(String committed) {
    return committed.equals(NOTHING) ? 0 : Long.parseLong(committed);
  }

  @Override
  public void publish(String committed) throws IOException {
    Path written = Files.exists(part()) ? part() : file;
    if (!Files.exists(written) || Files.size(written) != length(committed)) {
      throw new IOException(
          written + " is not what the run wrote. Fix: remove it and the checkpoint to begin anew.");
    }
    if (!written.equals(file)) {
      if (Files.exists(file)) { // somebody has written it since the run began
        throw new FileAlreadyExistsException(
            file.toString(), null, "Fix: move it away, and start the run again.");
      }
      disk.rename(part(), file);
    }
  }

  private static final class Buffer extends ByteArrayOutputStream {
    Buffer() {
      super(2 * BUFFER);
    }

    void cut(int size) {
      count = size;
    }
  }

  static final class Lines<T> implements Writer<T> {
    private final Disk disk;
    private final Path file;
    private final FileChannel channel;
    private final ObjectWriter writer = Json.MAPPER.writer();
    private final Buffer buffer = new Buffer();
    private long length;

    Lines(Disk disk, Path file, FileChannel channel, long length) {
      this.disk = disk;
      this.file = file;
      this.channel = channel;
      this.length = length;
    }

    @Override
    public void write(T row) throws IOException {
      int before = buffer.size();
      try {
        writer.writeValue(buffer, row);
      } catch (JsonProcessingException e) { // no writing to the disk: what the row is
        buffer.cut(before);
        throw new IllegalArgumentException(Json.problem(e), e);
      }
      buffer.write('\n');
      if (buffer.size() >= BUFFER) {
        flush();
      }
    }

    private void flush() throws IOException {
      disk.write(file, channel, ByteBuffer.wrap(buffer.toByteArray()));
      length += buffer.size();
      buffer.reset();
    }

    @Override
    public String commit() throws IOException {
      flush();
      disk.force(file, channel);
      return written();
    }

    /** What {@link #commit} would return now. */
    String written() {
      return Long.toString(length + buffer.size());
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
