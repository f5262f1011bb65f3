package dev.headrace.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** What the runtime may know, and which of its packages knows which. */
@AnalyzeClasses(
    packages = "dev.headrace.runtime",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule users_have_nothing_to_reconcile = classes()
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(
          "java..",
          "jdk.jfr..",
          "sun.misc..",
          "dev.headrace..",
          "org.jspecify.annotations..",
          "com.google.errorprone.annotations..")
      .because("the runtime brings no library that an application may have in another version")
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule columns_know_no_daft = noClasses()
      .that()
      .resideInAPackage("dev.headrace.runtime.arrow..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("dev.headrace.runtime.daft..")
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packages_form_no_cycle =
      slices().assignedFrom(new Packages()).should().beFreeOfCycles().allowEmptyShould(true);

  /** A package is a slice; {@code internal} is one with the package whose inside it is. */
  private static final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName().replaceAll("\\.internal(\\..*)?$", ""));
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
