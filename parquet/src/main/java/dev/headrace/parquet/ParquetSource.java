package dev.headrace.parquet;

import com.fasterxml.jackson.databind.JavaType;
import dev.headrace.bulk.Source;
import dev.headrace.bulk.internal.FileFingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/** Parquet files one after the other; a position is a number of rows. */
record ParquetSource<A>(Path path, JavaType type) implements Source<A> {
  private static final Pattern NAME = Pattern.compile("[^.].*\\.parquet"); // not of a hidden file

  @Override
  public String fingerprint() throws IOException {
    List<Path> files = files();
    if (files.equals(List.of(path))) {
      return FileFingerprint.of(path) + " as " + type.toCanonical();
    }
    CRC32C sum = new CRC32C();
    for (Path file : files) {
      sum.update(FileFingerprint.of(file).getBytes(StandardCharsets.UTF_8));
    }
    return path.toAbsolutePath().normalize() + ", " + files.size() + " files, checksum "
        + Long.toHexString(sum.getValue()) + " as " + type.toCanonical();
  }

  List<Path> files() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> found = files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
      if (found.isEmpty()) {
        throw new NoSuchFileException(path.toString(), null, "it has no .parquet files");
      }
      return found;
    }
  }

  @Override
  public long end() throws IOException {
    long rows = 0;
    for (Path file : files()) {
      try (ParquetFileReader reader = open(file)) {
        rows += reader.getRecordCount();
      }
    }
    return rows;
  }

  static ParquetFileReader open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    InputFile input = new LocalInputFile(file);
    try {
      return ParquetFileReader.open(
          input, ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
    } catch (RuntimeException e) {
      throw new IOException(
          file + " cannot be read: " + String.valueOf(e.getMessage()).replace("" + input, "it"), e);
    }
  }

  @Override
  public Reader<A> open(long position) throws IOException {
    ParquetRows<A> rows = new ParquetRows<>(files(), type);
    try {
      rows.skip(position);
      return rows;
    } catch (Throwable e) {
      rows.close();
      throw e;
    }
  }
}
