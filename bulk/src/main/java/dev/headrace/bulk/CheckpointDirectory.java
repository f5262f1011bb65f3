package dev.headrace.bulk;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.headrace.bulk.internal.Disk;
import dev.headrace.bulk.internal.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where a run keeps its checkpoint. There is always the last one or, while it is replaced, the one before: it is written
 * beside it, forced to the disk, and renamed. Locked while it is open, so that two runs never share it.
 */
final class CheckpointDirectory implements Closeable {
  private final Path directory;
  private final Disk disk;
  private final FileChannel lock;

  private CheckpointDirectory(Path directory, Disk disk, FileChannel lock) {
    this.directory = directory;
    this.disk = disk;
    this.lock = lock;
  }

  static CheckpointDirectory open(Path directory, Disk disk) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel = FileChannel.open(
        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new BulkException("another run uses the checkpoint in " + directory
          + ". Fix: wait for it, or give this run a directory of its own.");
    }
    return new CheckpointDirectory(directory, disk, channel);
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
      disk.write(channel, ByteBuffer.wrap(json));
      disk.force(channel);
    }
    disk.rename(next, file());
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
