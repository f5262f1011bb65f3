package dev.headrace.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;

/** Which room of the processor may know what. */
@AnalyzeClasses(
    packages = "dev.headrace.processor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String PROCESSOR = "dev.headrace.processor.";
  private static final String JAVAPOET = "com.palantir.javapoet..";

  @ArchTest
  static final ArchRule the_graph_and_the_plan_know_no_compiler = noClasses()
      .that()
      .resideInAnyPackage(
          PROCESSOR + "model..",
          PROCESSOR + "check..",
          PROCESSOR + "resolve..",
          PROCESSOR + "plan..",
          PROCESSOR + "advise..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "javax.lang.model..", "javax.annotation.processing..", "com.sun.source..", JAVAPOET)
      .because("they are pure: values in, values out, tested without a compiler")
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_the_emitters_of_java_know_javapoet = noClasses()
      .that()
      .resideOutsideOfPackage(PROCESSOR + "emit.java..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage(JAVAPOET)
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_the_report_prints = noClasses()
      .that()
      .resideOutsideOfPackage(PROCESSOR + "report..")
      .should()
      .dependOnClassesThat()
      .areAssignableTo(Messager.class)
      .because("one place decides how a finding reads and where it points")
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_emitters_write_files = noClasses()
      .that()
      .resideOutsideOfPackage(PROCESSOR + "emit..")
      .should()
      .dependOnClassesThat()
      .areAssignableTo(Filer.class)
      .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packages_form_no_cycle =
      slices().matching("dev.headrace.(**)").should().beFreeOfCycles().allowEmptyShould(true);
}
