package dev.millwright.builder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
  private static final Pattern PROGRAMS = Pattern.compile("[^/]+\\.dist-info/entry_points\\.txt");
  private static final Pattern PROGRAM =
      Pattern.compile(
          "([A-Za-z0-9_][-A-Za-z0-9_.]*)\\s*=\\s*([A-Za-z_][\\w.]*\\s*:\\s*[A-Za-z_][\\w.]*)\\s*(\\[.*])?");
  private static final Pattern SAYS_SO = Pattern.compile("[^/]+\\.dist-info/WHEEL");

  /// Puts its modules into a folder of modules, over what is there. Scripts, headers and files for
  /// other folders of a Python are left out.
  ///
  /// @throws DependencyFailure when it is no wheel, or would write elsewhere
  void unpack(Path site) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<ZipEntry> entries = zip.stream().map(ZipEntry.class::cast).toList();
      if (entries.stream().noneMatch(it -> SAYS_SO.matcher(it.getName()).matches())) {
        throw new ZipException("it has no WHEEL");
      }
      FilledFolder filled = new FilledFolder(site);
      for (ZipEntry entry : entries) {
        Optional<String> name = entry.isDirectory() ? Optional.empty() : module(entry.getName());
        if (name.isPresent()) {
          write(zip, entry, filled, name.get());
        }
      }
    } catch (FilledFolder.Leaving | ZipException e) {
      throw none(e);
    }
  }

  private static void write(ZipFile zip, ZipEntry entry, FilledFolder filled, String name)
      throws IOException {
    try (InputStream content = zip.getInputStream(entry)) {
      filled.write(name, content);
    }
  }

  /// The programs that it has installed, by their names: each the function that it calls, as
  /// `module:function`.
  ///
  /// @throws DependencyFailure when it is no wheel, or says what is none
  SortedMap<String, String> programs() throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Optional<ZipEntry> said =
          zip.stream()
              .map(ZipEntry.class::cast)
              .filter(it -> PROGRAMS.matcher(it.getName()).matches())
              .findFirst();
      return said.isEmpty() ? new TreeMap<>() : programs(zip, said.get());
    } catch (ZipException e) {
      throw none(e);
    }
  }

  private static SortedMap<String, String> programs(ZipFile zip, ZipEntry entry)
      throws IOException {
    SortedMap<String, String> programs = new TreeMap<>();
    boolean isWithin = false;
    for (String line : text(zip, entry).lines().map(String::strip).toList()) {
      if (line.startsWith("[")) {
        isWithin = line.equals("[console_scripts]");
      } else if (isWithin && !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
        Matcher program = PROGRAM.matcher(line);
        if (!program.matches()) {
          throw new ZipException("it has a program that cannot be: " + line);
        }
        programs.put(program.group(1), program.group(2));
      }
    }
    return programs;
  }

  private static String text(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream content = zip.getInputStream(entry)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private DependencyFailure none(IOException e) {
    String message = "the file of `" + pin + "` is no wheel: " + e.getMessage();
    return new DependencyFailure(pin, message, false, e);
  }

  private static Optional<String> module(String entry) {
    Matcher apart = APART.matcher(entry);
    if (!apart.matches()) {
      return Optional.of(entry);
    }
    boolean isModule = List.of("purelib", "platlib").contains(apart.group(1));
    return isModule ? Optional.of(apart.group(2)) : Optional.empty();
  }
}
