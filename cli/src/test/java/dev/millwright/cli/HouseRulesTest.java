package dev.millwright.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The rules of the house, over every room at once.
@AnalyzeClasses(packages = "dev.millwright", importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseRulesTest {
  @ArchTest
  static final ArchRule imports_follow_the_drawing =
      classes()
          .that()
          .resideInAnyPackage(
              "dev.millwright.spec..",
              "dev.millwright.sdk..",
              "dev.millwright.compiler..",
              "dev.millwright.tracking..",
              "dev.millwright.builder..",
              "dev.millwright.reconciler..",
              "dev.millwright.server..",
              "dev.millwright.runtime..",
              "dev.millwright.serving..",
              "dev.millwright.offline..",
              "dev.millwright.cli..")
          .should(
              adhereToPlantUmlDiagram(
                  Path.of("../docs/modules.puml"), consideringOnlyDependenciesInDiagram()));

  @ArchTest
  static final ArchRule packages_have_no_circles =
      slices().matching("dev.millwright.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_core_is_pure =
      noClasses()
          .that()
          .resideInAnyPackage("dev.millwright.spec..", "dev.millwright.compiler..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.channels..", "java.sql..")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  @ArchTest
  static final ArchRule only_the_compiler_knows_calcite =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.millwright.compiler.expression..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.calcite..");

  @ArchTest
  static final ArchRule serving_carries_no_engine_of_the_offline_side =
      noClasses()
          .that()
          .resideInAnyPackage("dev.millwright.serving..", "dev.millwright.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.duckdb..", "org.eclipse.jgit..");

  @ArchTest
  static final ArchRule names_say_the_thing =
      noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|Data|Info)(\\$.*)?");

  @ArchTest
  static final ArchRule there_is_no_static_state =
      fields()
          .that()
          .areStatic()
          .and()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule the_words_are_values =
      classes()
          .that()
          .resideInAPackage("dev.millwright.spec..")
          .and()
          .areTopLevelClasses()
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .beRecords()
          .orShould()
          .beInterfaces()
          .orShould()
          .beEnums()
          .orShould()
          .haveModifier(JavaModifier.FINAL);

  @Test
  void every_package_is_signed() throws IOException {
    try (var files = Files.walk(Path.of(".."))) {
      List<Path> unsigned =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.toString().contains("/src/main/java/"))
              .map(Path::getParent)
              .distinct()
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
      assertThat(unsigned).isEmpty();
    }
  }
}
