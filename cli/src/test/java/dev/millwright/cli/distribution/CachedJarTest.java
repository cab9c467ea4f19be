package dev.millwright.cli.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CachedJarTest {
  private static final String ABSOLUTE = "old/Absolute.class";

  @TempDir private Path folder;

  @Test
  void takesSignaturesAway() throws Exception {
    Path jar = signed("signed-1.jar");
    CachedJar.main(folder.toString(), "signed");
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.stream().map(ZipEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "META-INF/LICENSE", ABSOLUTE);
      assertThat(file.getManifest().getEntries()).isEmpty();
      assertThat(file.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
          .isEqualTo("old");
    }
  }

  @Test
  void makesAnOldClassOneOfToday() throws Exception {
    Path jar = signed("signed-1.jar");
    CachedJar.main(folder.toString(), "signed");
    try (ZipFile file = new ZipFile(jar.toFile());
        InputStream content = file.getInputStream(file.getEntry(ABSOLUTE));
        URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      assertThat(ClassFile.of().parse(content.readAllBytes()).majorVersion())
          .isEqualTo(ClassFile.JAVA_8_VERSION);
      var absolute = loader.loadClass("old.Absolute").getMethod("of", int.class);
      assertThat(absolute.invoke(null, -7)).isEqualTo(7);
      assertThat(absolute.invoke(null, 7)).isEqualTo(7);
    }
  }

  @Test
  void leavesAJarThatIsAsItShouldBe() throws Exception {
    Path jar = signed("signed-1.jar");
    CachedJar.main(folder.toString(), "signed");
    Object before = Files.readAttributes(jar, "unix:ino,lastModifiedTime");
    CachedJar.main(folder.toString(), "signed");
    assertThat(Files.readAttributes(jar, "unix:ino,lastModifiedTime")).isEqualTo(before);
  }

  @Test
  void refusesAJarThatIsNotThere() {
    assertThatThrownBy(() -> CachedJar.main(folder.toString(), "picocli"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("has no jar picocli");
  }

  /// Every command goes through it, so each of its classes has to hold before the verifier.
  @Test
  void keepsTheCommandLineValid() throws Exception {
    URI original = CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path jar = Files.copy(Path.of(original), folder.resolve("picocli-1.jar"));
    CachedJar.main(folder.toString(), "picocli");
    try (ZipFile file = new ZipFile(jar.toFile())) {
      Classes classes = new Classes(file);
      List<? extends ZipEntry> all =
          file.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
      assertThat(all).hasSizeGreaterThan(200).noneMatch(classes::isOld);
      assertThat(all).allSatisfy(it -> assertThat(verified(classes.bytes(it))).isEmpty());
    }
  }

  private static List<VerifyError> verified(byte[] type) {
    return ClassFile.of().verify(type);
  }

  /// A jar as signers leave it, with a class of Java 5 that branches.
  private Path signed(String name) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Automatic-Module-Name", "old");
    Attributes digest = new Attributes();
    digest.putValue("SHA-256-Digest", "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=");
    manifest.getEntries().put(ABSOLUTE, digest);
    Path jar = folder.resolve(name);
    try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      entry(to, "META-INF/SIGNER.SF", new byte[] {1});
      entry(to, "META-INF/SIGNER.RSA", new byte[] {2});
      entry(to, "META-INF/LICENSE", new byte[] {3});
      entry(to, ABSOLUTE, absolute());
    }
    return jar;
  }

  private static void entry(JarOutputStream to, String name, byte[] bytes) throws IOException {
    to.putNextEntry(new ZipEntry(name));
    to.write(bytes);
    to.closeEntry();
  }

  private static byte[] absolute() {
    return ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
        .build(
            ClassDesc.of("old.Absolute"),
            type ->
                type.withVersion(ClassFile.JAVA_5_VERSION, 0)
                    .withFlags(ClassFile.ACC_PUBLIC)
                    .withMethodBody(
                        "of",
                        MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int),
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code ->
                            code.iload(0)
                                .ifThenElse(
                                    Opcode.IFLT,
                                    negative -> negative.iload(0).ineg().ireturn(),
                                    positive -> positive.iload(0).ireturn())));
  }
}
