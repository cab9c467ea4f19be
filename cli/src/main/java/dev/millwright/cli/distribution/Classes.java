package dev.millwright.cli.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// The classes of a jar.
final class Classes {
  private final ZipFile jar;
  private final ClassFile files;

  Classes(ZipFile jar) {
    this.jar = jar;
    this.files =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this::content)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /// Whether it is a class without maps of its stack, which the verifier of today asks for.
  boolean isOld(ZipEntry entry) {
    return entry.getName().endsWith(".class")
        && files.parse(bytes(entry)).majorVersion() < ClassFile.JAVA_6_VERSION;
  }

  /// The same class with maps of its stack.
  byte[] renewed(ZipEntry entry) {
    return files.transformClass(
        files.parse(bytes(entry)),
        ClassTransform.transformingMethodBodies(CodeBuilder::with).andThen(Classes::ofJava8));
  }

  private static void ofJava8(ClassBuilder builder, ClassElement element) {
    if (element instanceof ClassFileVersion) {
      builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
    } else {
      builder.with(element);
    }
  }

  byte[] bytes(ZipEntry entry) {
    try (InputStream content = jar.getInputStream(entry)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable InputStream content(ClassDesc type) {
    String descriptor = type.descriptorString();
    ZipEntry entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
