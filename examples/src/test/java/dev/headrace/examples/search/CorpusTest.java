package dev.headrace.examples.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusTest {
  @TempDir
  Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    write("passages.jsonl", "{\"id\": \"p1\", \"title\": [1, {}], \"text\": \"a \\u2013 b\"}\n\n");
    write("queries.jsonl", "{\"id\": \"q1\", \"text\": \"c\"}");
    write("qrels.tsv", "query_id\tpassage_id\tgain\nq1\tp1\t3\n");
  }

  @Test
  void readsADirectory() {
    Corpus corpus = Corpus.read(directory);
    assertThat(corpus.passages()).containsExactly(new Passage("p1", "a – b"));
    assertThat(corpus.queries()).containsExactly(new Query("q1", "c"));
    assertThat(corpus.gains()).isEqualTo(Map.of("q1", Map.of("p1", 3)));
  }

  @Test
  void comesWithASample() {
    Corpus sample = Corpus.sample();
    assertThat(sample.passages()).hasSize(48);
    assertThat(sample.queries()).hasSize(24);
    assertThat(sample.gains().keySet())
        .containsExactlyElementsOf(sample.queries().stream().map(Query::id).toList());
    assertThat(sample.gains().values())
        .allSatisfy(gains -> assertThat(gains.values()).contains(3));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          {"id": "p2"}                          | no string field 'text'
          {"id": 7, "text": "d"}                | no string field 'id'
          ["p2"]                                | not a JSON object
          {"id": "p2", "text": "d"} {}          | more than one JSON value
          {"id": "p2", "text": d}               | not JSON: Unrecognized token 'd'
          {"id": "p2", "text": "d"              | not JSON: Unexpected end-of-input
          {"id": "p1", "text": "again"}         | the id 'p1' is there already
          """)
  void namesFileAndLineOfWhatItCannotRead(String line, String complaint) throws IOException {
    write("passages.jsonl", "{\"id\": \"p1\", \"text\": \"a\"}\n\n" + line + "\n");
    assertThatThrownBy(() -> Corpus.read(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(directory.resolve("passages.jsonl") + ":3: " + complaint);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          q1 p1      | not a query id, a passage id and a gain
          q1 p1 -1   | not a query id, a passage id and a gain
          q1 p1 1 1  | not a query id, a passage id and a gain
          q2 p1 1    | no query has the id 'q2'
          q1 p2 1    | no passage has the id 'p2'
          """)
  void namesTheLineOfABadJudgment(String line, String complaint) throws IOException {
    write("qrels.tsv", "query_id\tpassage_id\tgain\n" + line.replace(' ', '\t'));
    assertThatThrownBy(() -> Corpus.read(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(directory.resolve("qrels.tsv") + ":2: " + complaint);
  }

  @Test
  void namesAMissingFile() throws IOException {
    Files.delete(directory.resolve("queries.jsonl"));
    assertThatThrownBy(() -> Corpus.read(directory))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot read " + directory.resolve("queries.jsonl"));
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }
}
