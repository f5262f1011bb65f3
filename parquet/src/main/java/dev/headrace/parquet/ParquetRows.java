package dev.headrace.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.bulk.Source.Reader;
import dev.headrace.bulk.Source.Row;
import dev.headrace.bulk.internal.ExactNumbers;
import dev.headrace.bulk.internal.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** The rows of some files, a row group at a time. */
final class ParquetRows<A> implements Reader<A> {
  private final Deque<Path> files;
  private final ObjectReader values;
  private final boolean wrapped;
  private @Nullable Path path;
  private @Nullable ParquetFileReader file; // at that path
  private int nextGroup; // of the file
  private @Nullable RecordReader<Group> group;
  private long left; // rows of the group
  private long position;

  ParquetRows(List<Path> files, JavaType type) {
    this.files = new ArrayDeque<>(files);
    this.values = Values.MAPPER.readerFor(type);
    this.wrapped = !type.isRecordType();
  }

  /** Skips whole row groups unread, and the rest row by row. */
  void skip(long rows) throws IOException {
    while (position < rows && nextFile()) {
      List<BlockMetaData> groups = current().getRowGroups();
      while (nextGroup < groups.size() && position + groups.get(nextGroup).getRowCount() <= rows) {
        position += groups.get(nextGroup).getRowCount();
        nextGroup++;
        var unused = current().skipNextRowGroup();
      }
      while (position < rows && nextGroup()) {
        for (; position < rows && left > 0; position++, left--) {
          var unused = read();
        }
      }
    }
  }

  @Override
  public @Nullable Row<A> next() throws IOException {
    while (left == 0) {
      if (!nextGroup() && !nextFile()) {
        return null;
      }
    }
    Group next = read();
    left--;
    position++;
    try {
      return row(GroupReader.fields(next));
    } catch (RuntimeException e) { // a map's key is missing
      return Row.unreadable(null, e);
    }
  }

  private Row<A> row(ObjectNode row) throws IOException {
    JsonNode value = wrapped && row.size() == 1 ? row.iterator().next() : row;
    if (wrapped && row.size() > 1) {
      value = row.path(Schema.VALUE);
    }
    Exception why;
    try {
      A read = values.readValue(new ExactNumbers(values.treeAsTokens(value)));
      if (read != null) {
        return Row.of(read);
      }
      why = new IllegalArgumentException("the row is null");
    } catch (JsonProcessingException e) {
      why = new IllegalArgumentException(Json.problem(e));
    } catch (RuntimeException e) { // a constructor's, or a converter's
      why = e;
    }
    return Row.unreadable(Json.MAPPER.writeValueAsString(row), why);
  }

  private boolean nextFile() throws IOException {
    Path next = files.poll();
    if (next == null) {
      return false;
    }
    close();
    path = next;
    file = ParquetSource.open(next);
    nextGroup = 0;
    left = 0;
    return true;
  }

  private boolean nextGroup() throws IOException {
    PageReadStore pages;
    try {
      pages = file == null ? null : file.readNextRowGroup();
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
    if (pages == null) {
      return false;
    }
    MessageType schema = current().getFileMetaData().getSchema();
    group = new ColumnIOFactory()
        .getColumnIO(schema)
        .getRecordReader(pages, new GroupRecordConverter(schema));
    left = pages.getRowCount();
    nextGroup++;
    return true;
  }

  private Group read() throws IOException {
    try {
      return group().read();
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  private IOException damaged(Exception e) {
    return new IOException(path + " cannot be read: " + e.getMessage(), e);
  }

  private ParquetFileReader current() {
    if (file == null) {
      throw new IllegalStateException("no file is open");
    }
    return file;
  }

  private RecordReader<Group> group() {
    if (group == null) {
      throw new IllegalStateException("no row group is open");
    }
    return group;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
