package dev.headrace.parquet;

import dev.headrace.bulk.internal.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file that Parquet's writer writes; closing it forces it to the disk. */
record DiskOutputFile(Path file, Disk disk) implements OutputFile {
  @Override
  public PositionOutputStream create(long blockSize) throws IOException {
    return new Output(disk, file, disk.open(file, 0));
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
    return create(blockSize);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return file.toString();
  }

  private static final class Output extends PositionOutputStream {
    private final Disk disk;
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private long position;

    Output(Disk disk, Path file, FileChannel channel) {
      this.disk = disk;
      this.file = file;
      this.channel = channel;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      if (!buffer.hasRemaining()) {
        flush();
      }
      buffer.put((byte) b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      position += length;
      if (length <= buffer.remaining()) {
        buffer.put(bytes, from, length);
        return;
      }
      flush();
      disk.write(file, channel, ByteBuffer.wrap(bytes, from, length));
    }

    @Override
    public void flush() throws IOException {
      disk.write(file, channel, buffer.flip());
      buffer.clear();
    }

    @Override
    public void close() throws IOException {
      if (!channel.isOpen()) {
        return;
      }
      try {
        flush();
        disk.force(file, channel);
      } finally {
        channel.close();
      }
    }
  }
}
