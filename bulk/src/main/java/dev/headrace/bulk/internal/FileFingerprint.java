package dev.headrace.bulk.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What tells a file from another and from itself after a change: its path, size, time of change, and a checksum of its
 * beginning and its end. Not of all of it, which may be too much to read before each start.
 */
public final class FileFingerprint {
  private static final int SAMPLE = 1 << 16;

  private FileFingerprint() {}

  public static String of(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    } else if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "it is a directory");
    }
    CRC32C sum = new CRC32C();
    long size;
    try (FileChannel channel = FileChannel.open(file)) {
      size = channel.size();
      add(channel, 0, sum);
      add(channel, Math.max(0, size - SAMPLE), sum);
    }
    return file.toAbsolutePath().normalize() + ", " + size + " bytes, changed "
        + Files.getLastModifiedTime(file) + ", checksum " + Long.toHexString(sum.getValue());
  }

  private static void add(FileChannel channel, long from, CRC32C sum) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(SAMPLE);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
    sum.update(bytes.flip());
  }
}
