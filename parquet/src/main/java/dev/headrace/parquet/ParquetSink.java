package dev.headrace.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.headrace.bulk.Sink;
import dev.headrace.bulk.internal.Disk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** A directory with a file per commit; what is committed is known by the number of files. */
record ParquetSink<T extends @Nullable Object>(
    Path directory, MessageType schema, boolean wrapped, Disk disk) implements Sink<T> {
  private static final long ROW_GROUP_BYTES = 32L << 20;
  private static final Pattern OURS = Pattern.compile("part-\\d{6,}\\.parquet(\\.part)?");

  @Override
  public String fingerprint() {
    return directory.toAbsolutePath().normalize() + " as Parquet, "
        + schema.toString().replaceAll("\\s+", " ");
  }

  private Path unfinished() {
    return directory.resolveSibling(directory.getFileName() + ".part");
  }

  private static String name(int part) {
    return String.format("part-%06d.parquet", part);
  }

  private static int parts(String committed) {
    return committed.equals(NOTHING) ? 0 : Integer.parseInt(committed);
  }

  @Override
  public void claim() throws IOException {
    for (Path path : new Path[] {directory, unfinished()}) {
      if (Files.exists(path)) {
        throw new FileAlreadyExistsException(
            path.toString(), null, "Fix: remove it, or choose another output.");
      }
    }
  }

  @Override
  public void begin() throws IOException {
    disk.makeNew(unfinished(), /* isDirectory= */ true);
  }

  @Override
  public Writer<T> open(String committed) throws IOException {
    disk.makeDirectories(unfinished());
    List<String> kept =
        IntStream.range(0, parts(committed)).mapToObj(ParquetSink::name).toList();
    for (String name : kept) {
      if (!Files.exists(unfinished().resolve(name))) {
        throw new IOException(unfinished().resolve(name)
            + " was committed and is not there. Fix: put it back, or remove its directory and the"
            + " checkpoint to begin anew.");
      }
    }
    try (Stream<Path> files = Files.list(unfinished())) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (OURS.matcher(name).matches() && !kept.contains(name)) {
          disk.delete(file);
        }
      }
    }
    return new Parts(kept.size());
  }

  @Override
  public void publish(String committed) throws IOException {
    if (Files.exists(unfinished())) {
      if (Files.exists(directory)) { // somebody has made it since the run began
        throw new FileAlreadyExistsException(
            directory.toString(), null, "Fix: move it away, and start the run again.");
      }
      if (parts(committed) == 0) {
        try (Parts empty = new Parts(0)) { // who reads it finds the columns at least
          empty.begin();
          empty.end();
        }
      }
      disk.rename(unfinished(), directory);
    } else if (!Files.exists(directory)) {
      throw new IOException(
          directory + " is not there any more. Fix: remove the checkpoint to begin anew.");
    }
  }

  private ParquetWriter<Group> writer(Path file) throws IOException {
    return ExampleParquetWriter.builder(new DiskOutputFile(file, disk))
        .withConf(new PlainParquetConfiguration())
        .withType(schema)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .build();
  }

  private final class Parts implements Writer<T> {
    private int parts;
    private @Nullable ParquetWriter<Group> open;

    Parts(int parts) {
      this.parts = parts;
    }

    private Path unnamed() {
      return unfinished().resolve(name(parts) + ".part");
    }

    private ParquetWriter<Group> begin() throws IOException {
      ParquetWriter<Group> writer = writer(unnamed());
      open = writer;
      return writer;
    }

    @Override
    public void write(T row) throws IOException {
      JsonNode value = Values.MAPPER.valueToTree(row);
      if (!wrapped && value.isNull()) {
        throw new IllegalArgumentException(
            "null has no columns. Fix: give the run a function that makes a row of it");
      }
      Group group = new SimpleGroup(schema);
      GroupWriter.fields(
          group, wrapped ? JsonNodeFactory.instance.objectNode().set(Schema.VALUE, value) : value);
      (open == null ? begin() : open).write(group);
    }

    private void end() throws IOException {
      if (open != null) {
        open.close(); // writes the footer, and forces it all to the disk
        open = null;
        disk.rename(unnamed(), unfinished().resolve(name(parts)));
        parts++;
      }
    }

    @Override
    public String commit() throws IOException {
      end();
      return Integer.toString(parts);
    }

    @Override
    public void close() throws IOException {
      ParquetWriter<Group> last = open;
      open = null;
      if (last != null) {
        last.close();
      }
    }
  }
}
