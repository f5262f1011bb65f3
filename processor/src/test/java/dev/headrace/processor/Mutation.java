package dev.headrace.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A few random mistakes in a source; the same for the same seed. */
final class Mutation {
  private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|[\\w$]+|[^\\s\\w]|\\s+");
  private static final List<String> SPARE = List.of(
      "int",
      "String",
      "void",
      "Object",
      "List",
      "<",
      ">",
      "(",
      ")",
      "{",
      "}",
      "[]",
      "static",
      "private",
      "abstract",
      "default",
      "@Input",
      "@Node",
      "@BatchNode",
      "@All(\"x\")",
      "@Each(\"passages\")",
      "@From(\"query.text\")",
      "@Elements(\"hit\")",
      "@Shared",
      "\"\"",
      "\".\"",
      "\"query..\"",
      "T",
      "?",
      "? super Integer",
      "Missing",
      "null",
      "-1",
      "1.5",
      "class",
      ",");

  private final Random random;

  Mutation(int seed) {
    random = new Random(seed);
  }

  String of(String source) {
    // bodies are javac's business: most mistakes belong into declarations and annotations
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(source);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    List<Integer> places = places(tokens);
    int mistakes = 1 + random.nextInt(3);
    for (int i = 0; i < mistakes; i++) {
      change(tokens, places.get(random.nextInt(places.size())), places);
    }
    return String.join("", tokens);
  }

  /** Tokens outside of the bodies of methods, and not in the first lines. */
  private static List<Integer> places(List<String> tokens) {
    List<Integer> places = new ArrayList<>();
    int start = tokens.indexOf("@");
    int end = tokens.size() - 2;
    for (int i = start + 2; i < end; i++) {
      if (!tokens.get(i).isBlank()) {
        places.add(i);
      }
    }
    return places;
  }

  private void change(List<String> tokens, int place, List<Integer> places) {
    String other = tokens.get(places.get(random.nextInt(places.size())));
    switch (random.nextInt(5)) {
      case 0 -> tokens.set(place, " ");
      case 1 -> tokens.set(place, tokens.get(place) + " " + tokens.get(place));
      case 2 -> tokens.set(place, other);
      case 3 -> tokens.set(place, SPARE.get(random.nextInt(SPARE.size())) + " ");
      default -> tokens.set(place, rename(tokens.get(place)));
    }
  }

  private String rename(String token) {
    return token.startsWith("\"")
        ? "\"" + token.replace("\"", "") + "x\""
        : Character.isLetter(token.charAt(0)) ? token + "x" : token;
  }
}
