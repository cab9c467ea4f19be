package dev.millwright.builder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A distribution of Python as it is published to be unpacked.
///
/// @param pin what it is, as `name==version`
record Wheel(String pin, Path file) {
  private static final Pattern APART = Pattern.compile("[^/]+\\.data/([^/]+)/(.+)");
  private static final Pattern SAYS_SO = Pattern.compile("[^/]+\\.dist-info/WHEEL");

  /// Puts its modules into a folder of modules, over what is there. Programs, headers and files for
  /// other folders of a Python are left out.
  ///
  /// @throws DependencyFailure when it is no wheel, or would write elsewhere
  void unpack(Path site) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<ZipEntry> entries = zip.stream().map(ZipEntry.class::cast).toList();
      if (entries.stream().noneMatch(it -> SAYS_SO.matcher(it.getName()).matches())) {
        throw new ZipException("it has no WHEEL");
      }
      for (ZipEntry entry : entries) {
        Optional<String> name = entry.isDirectory() ? Optional.empty() : module(entry.getName());
        if (name.isPresent()) {
          write(zip, entry, inside(site, name.get()));
        }
      }
    } catch (ZipException e) {
      String message = "the file of `" + pin + "` is no wheel: " + e.getMessage();
      throw new DependencyFailure(pin, message, false, e);
    }
  }

  private static Optional<String> module(String entry) {
    Matcher apart = APART.matcher(entry);
    if (!apart.matches()) {
      return Optional.of(entry);
    }
    boolean isModule = List.of("purelib", "platlib").contains(apart.group(1));
    return isModule ? Optional.of(apart.group(2)) : Optional.empty();
  }

  private Path inside(Path site, String name) throws ZipException {
    Path target = site.resolve(name).normalize();
    if (name.startsWith("/") || !target.startsWith(site) || target.equals(site)) {
      throw new ZipException("it writes outside of its folder, `" + name + "`");
    }
    return target;
  }

  private static void write(ZipFile zip, ZipEntry entry, Path target) throws IOException {
    Files.createDirectories(target.resolveSibling("."));
    try (InputStream content = zip.getInputStream(entry)) {
      Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
