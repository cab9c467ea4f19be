package dev.millwright.compiler.lock;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.memory.Same;
import dev.millwright.spec.Address;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.ResourceReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Gives the models that declare no cut-off the one that the lock has for them.
public final class CutOffs {
  private final Kept<Filling, Checked<LocatedResource>> kept;

  public CutOffs(Memory memory) {
    this.kept = memory.kept();
  }

  private record Filling(Same<LocatedResource> model, Instant asOf) {}

  /// The resources, every cut-off in its place; a model that gets none is a finding.
  public Declarations apply(Declarations declarations, CommitLock lock, Findings findings) {
    List<Declared<Model>> open =
        declarations.all(Model.class).stream()
            .filter(it -> LockNeeds.of(it.resource()).isPresent())
            .toList();
    // What cannot be taken from a broken lock is no second mistake.
    if (open.isEmpty() || lock.isBroken()) {
      return declarations;
    }
    SortedMap<Address, LocatedResource> resources = new TreeMap<>(declarations.resources());
    for (Declared<Model> model : open) {
      Optional<Instant> pinned =
          lock.lock().flatMap(it -> it.cutOff(model.resource().metadata().name()));
      findings.add(pinned.map(asOf -> pinned(model, asOf, lock)).orElseGet(() -> unpinned(model)));
      pinned.ifPresent(
          asOf -> resources.put(model.document().address(), filled(model, asOf, findings)));
    }
    return declarations.with(resources);
  }

  private LocatedResource filled(Declared<Model> model, Instant asOf, Findings findings) {
    Filling filling = new Filling(new Same<>(model.document()), asOf);
    return switch (kept.get(filling, CutOffs::filled)) {
      case Checked.Ok<LocatedResource>(var resource, var _) -> resource;
      case Checked.Rejected<LocatedResource>(var wrong) -> {
        findings.addAll(wrong);
        yield model.document();
      }
    };
  }

  private static Checked<LocatedResource> filled(Filling filling) {
    return ResourceReader.patched(
        filling.model().it(),
        "{\"spec\": {\"trainedBy\": {\"asOf\": \"" + filling.asOf() + "\"}}}");
  }

  private static Diagnostic pinned(Declared<Model> model, Instant asOf, CommitLock lock) {
    String name = model.resource().metadata().name().text();
    Diagnostic finding =
        Diagnostic.warning(
                Rule.CUT_OFF_PINNED,
                model.spec("trainedBy").key(),
                "`%s` declares no `asOf`, and is trained as of %s, which the lock says"
                    .formatted(name, asOf))
            .hint(
                "`millwright lock --upgrade %s` moves it; `asOf: %s` makes it a word of its author"
                    .formatted(name, asOf));
    Optional<Span> place = lock.place(new Need.CutOff(model.resource().metadata().name()));
    return place.map(span -> finding.related(span, "pinned here")).orElse(finding);
  }

  private static Diagnostic unpinned(Declared<Model> model) {
    return Diagnostic.error(
            Rule.MISSING_CUT_OFF,
            model.spec("trainedBy").key(),
            "`%s` declares no `asOf`, and %s has none for it: tomorrow's data would make another model of the same commit"
                .formatted(model.resource().metadata().name(), Lock.FILE))
        .hint("add `asOf: 2001-04-01T00:00:00Z`, or run `millwright lock`");
  }
}
