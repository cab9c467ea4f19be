package dev.millwright.cli.command;

import dev.millwright.builder.ModelImage;
import dev.millwright.cli.build.ModelBytes;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/// The image of one model of a commit.
///
/// @param spec what it is made of
/// @param files the digests of what the model is
record ModelBuild(ImageSpec spec, ModelBytes bytes, SortedSet<Digest> files) {
  /// @throws dev.millwright.cli.output.CommandFailure when there is no such model, or it has no
  ///   bytes
  static ModelBuild of(
      Compilation compilation, ProjectTree tree, StateFolder state, ModelOptions asked) {
    Component model = model(compilation, asked.model().orElseThrow());
    ImageSpec serving =
        compilation.images().values().stream()
            .filter(ImageSpec::servesAlone)
            .findFirst()
            .orElseThrow(
                () -> BuildTarget.refused("the commit has no serving graph to carry a model", ""));
    ModelBytes bytes = new ModelBytes(state, tree, model);
    SortedSet<Digest> files = bytes.files(asked.run());
    return new ModelBuild(ModelImage.of(serving, files), bytes, files);
  }

  private static Component model(Compilation compilation, String name) {
    List<String> models =
        compilation.release().of(Kind.MODEL).stream()
            .map(it -> it.address().name().text())
            .toList();
    if (!models.contains(name)) {
      String hint = Nearest.hint(name, models).orElse("there are: " + String.join(", ", models));
      throw BuildTarget.refused("the commit has no model `" + name + "`", hint);
    }
    return compilation.release().at(new Address(Kind.MODEL, Name.of(name)));
  }

  /// The model's files by their digests.
  Checked<SortedMap<String, byte[]>> read() {
    try {
      return new Checked.Ok<>(bytes.read(files), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
