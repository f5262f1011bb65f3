package dev.headrace.processor;

import dev.headrace.processor.emit.SignatureEmission;
import dev.headrace.processor.read.SignatureReader;
import dev.headrace.processor.read.Sources;
import dev.headrace.processor.report.Reporter;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Writes the parameter names of steps, resources and pipelines, and what may be null, beside their class, so that pipelines of
 * other modules find them whatever the class files keep. Looks at one class at a time.
 */
public final class SignatureProcessor extends AbstractProcessor {
  private final Set<String> written = new HashSet<>();

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("dev.headrace.*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> classes = new LinkedHashSet<>();
    if (!annotations.isEmpty()) {
      // all at once: each question is a walk through everything there is
      for (Element element :
          round.getElementsAnnotatedWithAny(annotations.toArray(TypeElement[]::new))) {
        classes.add(SignatureReader.outermost(element));
      }
    }
    SignatureReader reader = new SignatureReader(processingEnv);
    for (TypeElement type : classes) {
      try {
        if (written.add(reader.name(type))) { // an editor may compile a class twice in one run
          SignatureEmission.write(
              reader.name(type), reader.lines(type), type, processingEnv.getFiler());
        }
      } catch (IOException | RuntimeException | StackOverflowError failure) {
        new Reporter(processingEnv, new Sources()).failure(type, failure);
      }
    }
    return false; // the other processor claims them
  }
}
