package dev.millwright.cli.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A jar that an AOT cache can hold. It holds no class of a signed jar, nor one that was compiled
/// for a Java before 6: each of these is read, verified and defined again by every command. So the
/// signatures go, which nobody checks once Maven has fetched the jar by its checksum, and old
/// classes become ones of Java 8.
public final class CachedJar {
  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/(SIG-[^/]*|[^/]*\\.(SF|RSA|DSA|EC))");

  private final Path jar;

  private CachedJar(Path jar) {
    this.jar = jar;
  }

  /// Arguments: a folder, and the beginnings of the names of jars in it. A jar that is as it should
  /// be stays as it is.
  ///
  /// @throws IllegalArgumentException when no jar has such a name
  public static void main(String... arguments) throws IOException {
    for (String name : List.of(arguments).subList(1, arguments.length)) {
      for (Path jar : named(Path.of(arguments[0]), name)) {
        new CachedJar(jar).rewrite();
      }
    }
  }

  private static List<Path> named(Path folder, String name) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, name + "-*.jar")) {
      found.forEach(jars::add);
    }
    if (jars.isEmpty()) {
      throw new IllegalArgumentException(folder + " has no jar " + name);
    }
    return jars;
  }

  private void rewrite() throws IOException {
    Path part = jar.resolveSibling(jar.getFileName() + ".part");
    try (ZipFile from = new ZipFile(jar.toFile())) {
      Classes classes = new Classes(from);
      if (from.stream().noneMatch(entry -> isSignature(entry) || classes.isOld(entry))) {
        return;
      }
      try (OutputStream file = Files.newOutputStream(part);
          ZipOutputStream to = new ZipOutputStream(file)) {
        copy(from, to, classes);
      }
    }
    Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(ZipFile from, ZipOutputStream to, Classes classes) throws IOException {
    for (ZipEntry entry : from.stream().filter(it -> !isSignature(it)).toList()) {
      ZipEntry copy = new ZipEntry(entry.getName());
      copy.setTime(entry.getTime());
      to.putNextEntry(copy);
      if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
        manifest(from, entry).write(to);
      } else {
        to.write(classes.isOld(entry) ? classes.renewed(entry) : classes.bytes(entry));
      }
      to.closeEntry();
    }
  }

  /// Without what it says of single entries: the digests that were signed.
  private static Manifest manifest(ZipFile from, ZipEntry entry) throws IOException {
    try (InputStream content = from.getInputStream(entry)) {
      Manifest manifest = new Manifest(content);
      manifest.getEntries().clear();
      return manifest;
    }
  }

  private static boolean isSignature(ZipEntry entry) {
    return SIGNATURE.matcher(entry.getName()).matches();
  }
}
