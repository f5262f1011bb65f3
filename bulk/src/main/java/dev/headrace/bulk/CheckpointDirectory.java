package dev.headrace.bulk;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.headrace.bulk.internal.Disk;
import dev.headrace.bulk.internal.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a run keeps its checkpoint. There is always the last one or, while it is replaced, the one before: it is written
 * beside it, forced to the disk, and renamed. Locked while it is open, so that two runs never share it.
 */
final class CheckpointDirectory implements Closeable {
  /** Those that runs of this process use. A second channel to a lock's file would release the lock when it is closed. */
  private static final Set<Path> USED = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final Disk disk;
  private final Path used;
  private final FileChannel lock;

  private CheckpointDirectory(Path directory, Disk disk, Path used, FileChannel lock) {
    this.directory = directory;
    this.disk = disk;
    this.used = used;
    this.lock = lock;
  }

  static CheckpointDirectory open(Path directory, Disk disk) throws IOException {
    disk.makeDirectories(directory);
    Path used = directory.toRealPath();
    if (!USED.add(used)) {
      throw inUse(directory);
    }
    try {
      return new CheckpointDirectory(directory, disk, used, lock(directory));
    } catch (Throwable e) {
      USED.remove(used);
      throw e;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel = FileChannel.open(
        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(directory);
      }
      return channel;
    } catch (OverlappingFileLockException e) { // of another class loader
      channel.close();
      throw inUse(directory);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private static BulkException inUse(Path directory) {
    return new BulkException("another run uses the checkpoint in " + directory
        + ". Fix: wait for it, or give this run a directory of its own.");
  }

  private Path file() {
    return directory.resolve("checkpoint.json");
  }

  /** The last checkpoint; null if there is none. */
  @Nullable
  Checkpoint load() throws IOException {
    if (!Files.exists(file())) {
      return null;
    }
    try {
      return Json.MAPPER.readValue(Files.readAllBytes(file()), Checkpoint.class);
    } catch (JacksonException e) {
      throw new BulkException(
          file() + " cannot be read: " + e.getOriginalMessage()
              + ". Fix: remove it and the output to begin anew.",
          e);
    }
  }

  void save(Checkpoint checkpoint) throws IOException {
    Path next = directory.resolve("checkpoint.json.part");
    byte[] json =
        Json.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(checkpoint);
    try (FileChannel channel = disk.open(next, 0)) {
      disk.write(next, channel, ByteBuffer.wrap(json));
      disk.force(next, channel);
    }
    disk.rename(next, file());
  }

  /** Removes the checkpoint. */
  void discard() throws IOException {
    disk.delete(file());
  }

  @Override
  public void close() throws IOException {
    try {
      lock.close();
    } finally {
      USED.remove(used);
    }
  }
}
