package dev.headrace.bulk.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The few things that a bulk run does to files: all that a crash may come between. */
public class Disk {
  public static final Disk REAL = new Disk();

  /** Opens a file for writing, with {@code length} bytes of it kept and all after them cut. */
  public FileChannel open(Path file, long length) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.size() < length) {
        throw new IOException(file + " has " + channel.size() + " bytes, but " + length
            + " were committed. Fix: put it back, or remove it and the checkpoint to begin anew.");
      }
      channel.truncate(length);
      channel.position(length);
      return channel;
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  /** Writes to the file that the channel was opened for. */
  public void write(Path file, FileChannel channel, ByteBuffer bytes) throws IOException {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw named(file, e);
    }
  }

  /** Waits until what was written is on the disk. */
  public void force(Path file, FileChannel channel) throws IOException {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw named(file, e);
    }
  }

  /** A channel does not say of which file it is that the disk is full. */
  private static IOException named(Path file, IOException failure) {
    String reason = failure.getMessage(); // null if the thread was interrupted
    return reason == null
        ? failure
        : (IOException) new FileSystemException(file.toString(), null, reason).initCause(failure);
  }

  /** Gives a file another name, in one step and durably; replaces what has that name. */
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceName(to);
  }

  /** Makes a directory and those around it, durably. */
  public void makeDirectories(Path directory) throws IOException {
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(directory)) {
      makeDirectories(parent);
      Files.createDirectories(directory);
      forceName(directory);
    }
  }

  /** Makes a file or a directory, and those around it, durably; fails if another run has made it meanwhile. */
  public void makeNew(Path path, boolean isDirectory) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      makeDirectories(parent);
    }
    try {
      if (isDirectory) {
        Files.createDirectory(path);
      } else {
        Files.createFile(path);
      }
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(
          path.toString(),
          null,
          "another run has just begun to write it. Fix: wait for it, or choose another output.");
    }
    forceName(path);
  }

  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /** A new name, too, is durable only once it is forced to the disk: with the directory that has it. */
  public void forceName(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no directories; there, renaming is durable by itself.
    }
  }
}
