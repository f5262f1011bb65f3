package dev.headrace.examples.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Finds passages by their words: Lucene's BM25 over English stems, with Lucene's defaults (k1 =
 * 1.2, b = 0.75), in memory. Any number of threads may search at once.
 */
public final class KeywordIndex implements AutoCloseable {
  private static final String ID = "id";
  private static final String TEXT = "text";

  private final Analyzer analyzer = new EnglishAnalyzer();
  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  /** Indexes {@code passages}. */
  public KeywordIndex(List<Passage> passages) {
    try {
      write(passages);
      reader = DirectoryReader.open(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot index " + passages.size() + " passages", e);
    }
    searcher = new IndexSearcher(reader);
  }

  private void write(List<Passage> passages) throws IOException {
    // Lucene prefers the earlier document among equals. Added by id and merged in order, that is
    // the smaller id.
    IndexWriterConfig inOrder =
        new IndexWriterConfig(analyzer).setMergePolicy(new LogDocMergePolicy());
    try (IndexWriter writer = new IndexWriter(directory, inOrder)) {
      for (Passage passage :
          passages.stream().sorted(Comparator.comparing(Passage::id)).toList()) {
        Document document = new Document();
        document.add(new StringField(ID, passage.id(), Field.Store.YES));
        document.add(new TextField(TEXT, passage.text(), Field.Store.NO));
        writer.addDocument(document);
      }
    }
  }

  /**
   * The best {@code k} passages that share a word with {@code text}, best first; there may be
   * fewer, or none.
   */
  public List<Hit> search(String text, int k) {
    // A builder keeps state while it reads a text, so each call has its own; null when no word is
    // left, as in "of the".
    @Nullable Query query = new QueryBuilder(analyzer).createBooleanQuery(TEXT, text);
    if (query == null) {
      return List.of();
    }
    try {
      StoredFields stored = searcher.storedFields();
      List<Hit> hits = new ArrayList<>();
      for (ScoreDoc found : searcher.search(query, k).scoreDocs) {
        hits.add(new Hit(stored.document(found.doc).get(ID), found.score));
      }
      return hits;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot search for '" + text + "'", e);
    }
  }

  @Override
  public void close() {
    try (analyzer;
        directory;
        reader) {
      // closed in reverse order
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the index", e);
    }
  }
}
