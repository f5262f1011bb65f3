package dev.headrace.examples.search;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A test collection: passages, queries, and which passages answer which query how well.
 *
 * <p>Three UTF-8 files: {@code passages.jsonl} and {@code queries.jsonl} hold an object with the
 * strings {@code id} and {@code text} on each line, other fields are passed over; {@code qrels.tsv}
 * has a heading and then, on each line, a query id, a passage id and a gain, a whole number from 0
 * (useless) upwards, apart by tabs. Blank lines are passed over.
 *
 * @param passages in the order of the file
 * @param queries in the order of the file
 * @param gains query id to passage id to gain; passages that nobody judged are not there
 */
public record Corpus(
    List<Passage> passages, List<Query> queries, Map<String, Map<String, Integer>> gains) {
  private static final String PASSAGES = "passages.jsonl";
  private static final String QUERIES = "queries.jsonl";
  private static final String QRELS = "qrels.tsv";

  /**
   * Reads a collection from a directory.
   *
   * @throws UncheckedIOException if a file is missing or cannot be read
   * @throws IllegalArgumentException if a line is malformed, with its file and number
   */
  public static Corpus read(Path directory) {
    return read(
        name -> Files.newInputStream(directory.resolve(name)),
        name -> directory.resolve(name).toString());
  }

  /**
   * The small collection that comes with this example: 48 passages on eight subjects, written for
   * it. It shows how things work; it is too small to tell which search is better.
   */
  public static Corpus sample() {
    return read(Corpus::resource, name -> name);
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = Corpus.class.getResourceAsStream("corpus/" + name);
    if (in == null) {
      throw new FileNotFoundException("corpus/" + name + " is not on the class path");
    }
    return in;
  }

  private static Corpus read(Source source, Function<String, String> shown) {
    Map<String, Passage> passages = texts(source, PASSAGES, shown, Passage::new);
    Map<String, Query> queries = texts(source, QUERIES, shown, Query::new);
    Map<String, Map<String, Integer>> gains = new LinkedHashMap<>();
    eachLine(source, QRELS, shown, 2, line -> {
      Judgment judgment = Judgment.parse(line);
      requireKnown("query", judgment.queryId(), queries);
      requireKnown("passage", judgment.passageId(), passages);
      gains
          .computeIfAbsent(judgment.queryId(), id -> new LinkedHashMap<>())
          .put(judgment.passageId(), judgment.gain());
    });
    return new Corpus(List.copyOf(passages.values()), List.copyOf(queries.values()), gains);
  }

  private static <T> Map<String, T> texts(
      Source source,
      String name,
      Function<String, String> shown,
      BiFunction<String, String, T> construct) {
    Map<String, T> byId = new LinkedHashMap<>();
    eachLine(source, name, shown, 1, line -> {
      Map<String, String> fields = JsonLines.parse(line);
      String id = JsonLines.field(fields, "id");
      if (byId.put(id, construct.apply(id, JsonLines.field(fields, "text"))) != null) {
        throw new IllegalArgumentException("the id '" + id + "' is there already");
      }
    });
    return byId;
  }

  private static void requireKnown(String kind, String id, Map<String, ?> known) {
    if (!known.containsKey(id)) {
      throw new IllegalArgumentException("no " + kind + " has the id '" + id + "'");
    }
  }

  /**
   * Hands over the lines of a file from number {@code first} on; failures get the file's name and
   * the line's number.
   */
  private static void eachLine(
      Source source,
      String name,
      Function<String, String> shown,
      int first,
      Consumer<String> action) {
    int number = 0;
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(source.open(name), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (number >= first && !line.isBlank()) {
          action.accept(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + shown.apply(name), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          shown.apply(name) + ":" + number + ": " + e.getMessage(), e);
    }
  }

  /** Where the files are. */
  private interface Source {
    InputStream open(String name) throws IOException;
  }

  /** A line of {@code qrels.tsv}. */
  private record Judgment(String queryId, String passageId, int gain) {
    static Judgment parse(String line) {
      String[] cells = line.split("\t", -1);
      if (cells.length != 3 || !cells[2].matches("\\d{1,9}")) {
        throw new IllegalArgumentException(
            "not a query id, a passage id and a gain apart by tabs: " + line);
      }
      return new Judgment(cells[0], cells[1], Integer.parseInt(cells[2]));
    }
  }
}
