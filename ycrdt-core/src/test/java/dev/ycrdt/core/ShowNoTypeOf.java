package dev.ycrdt.core;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** That no type of some package is seen by who extends a class or calls its visible members. */
final class ShowNoTypeOf extends ArchCondition<JavaClass> {
  private final PackageMatcher hidden;

  ShowNoTypeOf(String packageIdentifier) {
    super("show no type of %s", packageIdentifier);
    hidden = PackageMatcher.of(packageIdentifier);
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    report(type, type.getFullName(), supertypes(type), events);
    type.getFields().stream()
        .filter(ShowNoTypeOf::isVisible)
        .forEach(field -> report(type, field.getFullName(), typesOf(field), events));
    type.getCodeUnits().stream()
        .filter(ShowNoTypeOf::isVisible)
        .forEach(unit -> report(type, unit.getFullName(), typesOf(unit), events));
  }

  private void report(
      JavaClass owner, String member, Stream<JavaType> shown, ConditionEvents events) {
    shown
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .filter(type -> hidden.matches(type.getPackageName()))
        .forEach(
            type ->
                events.add(
                    SimpleConditionEvent.violated(owner, member + " shows " + type.getName())));
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaType> supertypes(JavaClass type) {
    return Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
  }

  private static Stream<JavaType> typesOf(JavaField field) {
    return Stream.of(field.getType());
  }

  private static Stream<JavaType> typesOf(JavaCodeUnit unit) {
    return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
  }
}
