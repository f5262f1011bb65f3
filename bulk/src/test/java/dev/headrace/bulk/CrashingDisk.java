package dev.headrace.bulk;

import dev.headrace.bulk.internal.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A disk on which the process dies in the middle of some operation: a write is half done, everything after it is not
 * done at all, and if the power fails too, what was not forced to the disk is lost, names as well as bytes.
 */
public final class CrashingDisk extends Disk {
  /** Nobody catches it, as nobody catches a SIGKILL. */
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  private final int crashAt;
  private final boolean powerFails;
  private final Map<Path, Long> forced = new HashMap<>();
  private final Deque<Name> names = new ArrayDeque<>(); // the last first; none of them is forced
  private int operations;

  /**
   * A name that a file has got.
   *
   * @param before the name that it had; null if it is new
   * @param replaced what the file had that lost its name; null if there was none
   */
  private record Name(Path file, @Nullable Path before, byte @Nullable [] replaced) {
    void undo() throws IOException {
      if (before == null) {
        Files.deleteIfExists(file);
        return;
      }
      Files.move(file, before);
      if (replaced != null) {
        Files.write(file, replaced);
      }
    }
  }

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
      for (Name name : names) {
        name.undo();
      }
    }
    return new Crash();
  }

  @Override
  public FileChannel open(Path file, long length) throws IOException {
    if (dies()) {
      throw die();
    }
    if (!Files.exists(file)) {
      names.push(new Name(file, null, null));
    }
    FileChannel channel = super.open(file, length);
    forced.put(file, length);
    return channel;
  }

  @Override
  public void write(Path file, FileChannel channel, ByteBuffer bytes) throws IOException {
    if (dies()) {
      super.write(file, channel, bytes.slice(0, bytes.remaining() / 2));
      throw die();
    }
    super.write(file, channel, bytes);
  }

  @Override
  public void force(Path file, FileChannel channel) throws IOException {
    if (dies()) {
      throw die();
    }
    forced.put(file, channel.size());
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    if (dies()) {
      throw die();
    }
    names.push(new Name(to, from, Files.exists(to) ? Files.readAllBytes(to) : null));
    Long length = forced.remove(from);
    if (length != null) {
      forced.put(to, length);
    }
    super.rename(from, to);
  }

  @Override
  public void makeDirectories(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      if (dies()) {
        throw die();
      }
      names.push(new Name(directory, null, null));
    }
    super.makeDirectories(directory);
  }

  @Override
  public void makeNew(Path path, boolean isDirectory) throws IOException {
    if (dies()) {
      throw die();
    }
    names.push(new Name(path, null, null));
    super.makeNew(path, isDirectory);
  }

  @Override
  public void forceName(Path file) throws IOException {
    if (dies()) {
      throw die();
    }
    super.forceName(file);
    names.removeIf(name -> name.file().resolveSibling("").equals(file.resolveSibling("")));
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
