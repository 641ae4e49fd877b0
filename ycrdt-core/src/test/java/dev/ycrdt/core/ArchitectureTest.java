package dev.ycrdt.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * Dependencies point one way: {@code lib0} ← {@code internal} ← the API, and the core knows no
 * network, log, thread or clock.
 */
@AnalyzeClasses(packages = "dev.ycrdt.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CORE = "dev.ycrdt.core..";
  private static final String LIB0 = "dev.ycrdt.core.lib0..";
  private static final String INTERNAL = "dev.ycrdt.core.internal..";

  /** What every layer shares: limits, the errors of decoding, and a value JavaScript has. */
  private static final Set<String> SHARED_CONTRACT =
      Set.of(
          "dev.ycrdt.core.DecodeException",
          "dev.ycrdt.core.DecodeLimits",
          "dev.ycrdt.core.LimitExceededException",
          "dev.ycrdt.core.Undefined");

  private static final DescribedPredicate<JavaClass> IN_SHARED_CONTRACT =
      DescribedPredicate.describe(
          "in the shared contract",
          type ->
              SHARED_CONTRACT.contains(type.getName())
                  || type.getEnclosingClass()
                      .map(outer -> SHARED_CONTRACT.contains(outer.getName()))
                      .orElse(false));

  @ArchTest
  static final ArchRule LIB0_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage(LIB0)
          .should()
          .dependOnClassesThat(
              resideInAPackage(CORE)
                  .and(DescribedPredicate.not(resideInAPackage(LIB0)))
                  .and(DescribedPredicate.not(IN_SHARED_CONTRACT)));

  @ArchTest
  static final ArchRule INTERNAL_KNOWS_NO_API =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL)
          .should()
          .dependOnClassesThat(
              resideInAPackage(CORE)
                  .and(DescribedPredicate.not(resideInAnyPackage(LIB0, INTERNAL)))
                  .and(DescribedPredicate.not(IN_SHARED_CONTRACT)));

  @ArchTest
  static final ArchRule CORE_HAS_NO_DEPENDENCIES =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(CORE, "java..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule CORE_KNOWS_NO_NETWORK_LOG_OR_CLOCK =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..", "java.nio.channels..", "java.util.logging..", "java.time..");

  @ArchTest
  static final ArchRule CORE_STARTS_NO_THREADS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              Thread.class,
              java.util.Timer.class,
              java.util.concurrent.Executor.class,
              java.util.concurrent.Executors.class,
              java.util.concurrent.CompletableFuture.class);

  @ArchTest
  static final ArchRule CORE_READS_NO_CLOCK =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule CORE_PRINTS_NOTHING =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule NO_STATIC_MUTABLE_STATE =
      fields().that().areStatic().should().beFinal().allowEmptyShould(true);

  @ArchTest
  static final ArchRule SIGNATURES_SHOW_NO_INTERNAL_TYPE =
      classes()
          .that()
          .resideInAnyPackage("dev.ycrdt.core", "dev.ycrdt.core.type", "dev.ycrdt.core.event", LIB0)
          .and()
          .arePublic()
          .should(new ShowNoTypeOf(INTERNAL))
          .allowEmptyShould(true);
}
