package dev.headrace.bulk;

import dev.headrace.bulk.internal.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A disk on which the process dies in the middle of some operation: a write is half done, everything after it is not
 * done at all, and if the power fails too, what was not forced to the disk is lost.
 */
public final class CrashingDisk extends Disk {
  /** Nobody catches it, as nobody catches a SIGKILL. */
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  private final int crashAt;
  private final boolean powerFails;
  private final Map<FileChannel, Path> open = new HashMap<>();
  private final Map<Path, Long> forced = new HashMap<>();
  private int operations;

  public CrashingDisk(int crashAt, boolean powerFails) {
    this.crashAt = crashAt;
    this.powerFails = powerFails;
  }

  int operations() {
    return operations;
  }

  private boolean dies() {
    if (operations > crashAt) {
      throw new Crash();
    }
    return operations++ == crashAt;
  }

  private Crash die() throws IOException {
    if (powerFails) {
      for (Map.Entry<Path, Long> file : forced.entrySet()) {
        if (Files.exists(file.getKey())) {
          try (FileChannel channel = super.open(file.getKey(), 0L + file.getValue())) {
            channel.force(false);
          }
        }
      }
    }
    return new Crash();
  }

  @Override
  public FileChannel open(Path file, long length) throws IOException {
    if (dies()) {
      throw die();
    }
    FileChannel channel = super.open(file, length);
    open.put(channel, file);
    forced.put(file, length);
    return channel;
  }

  @Override
  public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    if (dies()) {
      super.write(channel, bytes.slice(0, bytes.remaining() / 2));
      throw die();
    }
    super.write(channel, bytes);
  }

  @Override
  public void force(FileChannel channel) throws IOException {
    if (dies()) {
      throw die();
    }
    forced.put(open.get(channel), channel.size());
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    if (dies()) {
      throw die();
    }
    super.rename(from, to);
    Long length = forced.remove(from);
    if (length != null) {
      forced.put(to, length);
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    if (dies()) {
      throw die();
    }
    super.delete(file);
    forced.remove(file);
  }
}
