package dev.millwright.builder;

import dev.millwright.spec.Digest;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// What the image of a function in Python is made of: its wheels, unpacked, and its source. There
/// is nothing of Millwright in it.
///
/// @param store where wheels are
/// @param own a folder for this build alone
record PythonContents(ImageSpec.Python asked, WheelStore store, Path own) {
  static final String SOURCE = "/app/function/source";
  static final String SITE = "/app/function/site-packages";

  /// Where the programs of wheels are.
  static final String PROGRAMS = "/app/function/bin/";

  /// @param source a folder with the author's files
  /// @throws DependencyFailure when it is not known where a wheel is
  ImageContents of(Path source) throws IOException {
    var files = new FolderFiles(source, SOURCE + "/");
    List<ImageContents.Part> code =
        List.of(
            ImageContents.part(
                StoredImage.Role.RESOURCES, files.files(name -> !name.endsWith(".py"))),
            ImageContents.part(
                StoredImage.Role.CLASSES, files.files(name -> name.endsWith(".py"))));
    List<StoredImage.Jar> wheels = asked.distributions().stream().map(this::wheel).toList();
    if (wheels.isEmpty()) {
      return ImageContents.of(code, List.of(), List.of());
    }
    return ImageContents.of(Stream.concat(libraries(), code.stream()).toList(), List.of(), wheels);
  }

  /// One layer where all platforms take the same wheels, else one for each.
  private Stream<ImageContents.Part> libraries() {
    if (asked.distributions().stream().allMatch(it -> it.platform().isEmpty())) {
      return Stream.of(
          new ImageContents.Part(
              StoredImage.Role.LIBRARIES, new Wheels("site", asked.distributions())));
    }
    return asked.platforms().stream().map(this::libraries);
  }

  private ImageContents.Part libraries(String platform) {
    var wheels =
        new Wheels(
            "site-" + platform.replace('/', '-'),
            asked.distributions().stream().filter(it -> it.isFor(platform)).toList());
    return new ImageContents.Part(StoredImage.Role.LIBRARIES, wheels, Optional.of(platform));
  }

  private StoredImage.Jar wheel(LockedDistribution pin) {
    String name = WheelStore.fileName(pin);
    return new StoredImage.Jar(name, Optional.of(pin.pin()), pin.hashes().getFirst());
  }

  /// A layer that follows from the bytes of the wheels alone; they are unpacked when it is made.
  private final class Wheels implements Layered {
    private final String folder;
    private final List<LockedDistribution> pins;

    /// @param folder of this build's, for these wheels alone
    Wheels(String folder, List<LockedDistribution> pins) {
      this.folder = folder;
      this.pins = pins;
    }

    @Override
    public Digest digest(FileDigests digests) {
      StringBuilder lines = new StringBuilder("wheels of " + PythonSearch.program(asked) + "\n");
      pins.forEach(it -> lines.append(it.hashes().getFirst()).append('\n'));
      return Digest.of(lines.toString());
    }

    @Override
    public JibAssembly.Content content() throws IOException {
      Path site = own.resolve(folder);
      Path programs = Files.createDirectories(own.resolve(folder + "-bin"));
      for (LockedDistribution pin : pins) {
        Wheel wheel = new Wheel(pin.pin(), store.file(pin));
        wheel.unpack(site);
        for (Map.Entry<String, String> program : wheel.programs().entrySet()) {
          Files.writeString(programs.resolve(program.getKey()), program(program.getValue()));
        }
      }
      SortedMap<String, Path> files = new FolderFiles(site, SITE + "/").files(_ -> true);
      files.putAll(new FolderFiles(programs, PROGRAMS).files(_ -> true));
      return new JibAssembly.Content(StoredImage.Role.LIBRARIES.name(), files);
    }

    /// As installers write it, and as the handler is begun.
    private String program(String function) {
      String[] called = function.split("\\s*:\\s*", 2);
      return """
      #!/usr/bin/env %s
      import site, sys
      site.addsitedir('%s')
      from %s import %s
      sys.exit(%s())
      """
          .formatted(PythonSearch.program(asked), SITE, called[0], first(called[1]), called[1]);
    }

    private static String first(String function) {
      return function.replaceFirst("\\..*", "");
    }
  }
}
