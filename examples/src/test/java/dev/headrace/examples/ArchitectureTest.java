package dev.headrace.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Examples, and the code that is generated for them, live on what users may call. */
class ArchitectureTest {
  /** As a class file spells a type that it refers to. */
  private static final String INTERNAL = "dev/headrace/runtime/internal/";

  @Test
  void nothingTouchesTheInsideOfTheRuntime() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("target", "classes"))) {
      List<Path> classes =
          files.filter(file -> file.toString().endsWith(".class")).toList();
      assertFalse(classes.isEmpty(), "no compiled examples");
      assertEquals(
          List.of(), classes.stream().filter(ArchitectureTest::mentionsInternal).toList());
    }
  }

  private static boolean mentionsInternal(Path classFile) {
    try {
      return new String(Files.readAllBytes(classFile), StandardCharsets.ISO_8859_1)
          .contains(INTERNAL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
