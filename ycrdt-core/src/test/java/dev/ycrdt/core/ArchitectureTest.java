package dev.ycrdt.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.ycrdt.core.type.SharedType;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Dependencies point one way: {@code lib0} ← {@code internal} ← the API, and the core knows no
 * network, log, thread or clock.
 */
@AnalyzeClasses(packages = "dev.ycrdt.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CORE = "dev.ycrdt.core..";
  private static final String LIB0 = "dev.ycrdt.core.lib0..";
  private static final String INTERNAL = "dev.ycrdt.core.internal..";

  /**
   * What even lib0 may use: limits, the errors of decoding, and a value that only JavaScript has.
   */
  private static final DescribedPredicate<JavaClass> DECODING_CONTRACT =
      anyOf("DecodeException", "DecodeLimits", "LimitExceededException", "Undefined");

  /** Plain values, made of nothing but lib0: the API gives out what the inner layers work with. */
  private static final DescribedPredicate<JavaClass> PLAIN_VALUES =
      anyOf("StateVector", "UpdateMeta");

  @ArchTest
  static final ArchRule LIB0_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage(LIB0)
          .should()
          .dependOnClassesThat(
              resideInAPackage(CORE).and(not(resideInAPackage(LIB0))).and(not(DECODING_CONTRACT)));

  @ArchTest
  static final ArchRule PLAIN_VALUES_STAND_ON_LIB0 =
      noClasses()
          .that(PLAIN_VALUES.or(DECODING_CONTRACT))
          .should()
          .dependOnClassesThat(
              resideInAPackage(CORE)
                  .and(not(resideInAPackage(LIB0)))
                  .and(not(PLAIN_VALUES))
                  .and(not(DECODING_CONTRACT)))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule INTERNAL_KNOWS_NO_CONCRETE_TYPE =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL)
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.ycrdt.core.type..").and(not(type(SharedType.class))));

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
              java.util.Timer.class,
              java.util.concurrent.Executor.class,
              java.util.concurrent.Executors.class,
              java.util.concurrent.ForkJoinPool.class)
          .orShould()
          .callMethodWhere(target(name("start")).and(target(owner(assignableTo(Thread.class)))))
          .orShould()
          .callMethodWhere(
              target(nameMatching(".*Async|delayedExecutor|orTimeout|completeOnTimeout"))
                  .and(target(owner(assignableTo(CompletableFuture.class)))));

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

  /** Classes of the root package by simple name, with what is nested in them. */
  private static DescribedPredicate<JavaClass> anyOf(String... simpleNames) {
    Set<String> names =
        Stream.of(simpleNames).map("dev.ycrdt.core."::concat).collect(Collectors.toSet());
    return DescribedPredicate.describe(
        "any of " + names,
        type -> names.contains(type.getBaseComponentType().getName().replaceFirst("\\$.*", "")));
  }
}
