package dev.millwright.compiler.hub;

import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.hub.ItemContent.Item;
import dev.millwright.compiler.hub.ItemContent.Unfit;
import dev.millwright.compiler.lock.CommitLock;
import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.memory.Same;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Nearest;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.resource.Project.Catalog;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.Reading;
import dev.millwright.spec.yaml.ResourceReader;
import dev.millwright.spec.yaml.Used;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Puts items where resources use them: what a pinned item says becomes what the resource says.
public final class HubItems {
  private final PinnedItems pinned;
  private final Kept<Placing, Checked<LocatedResource>> kept;

  public HubItems(Memory memory, PinnedItems pinned) {
    this.pinned = pinned;
    this.kept = memory.kept();
  }

  private record Placing(Same<Used> used, LockEntry.Item pin) {}

  /// What a commit says with its items.
  ///
  /// @param reading every use of an item a resource, or broken with a finding
  /// @param tree the project's files, and those of its items
  /// @param needs what is to be pinned
  public record Taken(Reading reading, ProjectTree tree, SortedSet<Need> needs) {
    public Taken {
      needs = Collections.unmodifiableSortedSet(new TreeSet<>(needs));
    }
  }

  public Taken take(Reading reading, ProjectTree tree, CommitLock lock, Findings findings) {
    if (reading.uses().isEmpty()) {
      return new Taken(reading, tree, new TreeSet<>());
    }
    Taking taking = new Taking(this, catalogs(reading), lock, findings);
    reading.uses().forEach(taking::take);
    List<LocatedResource> resources = new ArrayList<>(reading.resources());
    resources.addAll(taking.resources);
    return new Taken(
        new Reading(
            resources,
            reading.templates(),
            List.of(),
            reading.findings(),
            reading.broken().and(taking.broken)),
        HubTree.of(tree, taking.items),
        taking.needs);
  }

  /// Absent when the Project cannot be read.
  private static Optional<SortedMap<String, Catalog>> catalogs(Reading reading) {
    return reading.resources().stream()
        .map(LocatedResource::resource)
        .filter(Project.class::isInstance)
        .map(it -> ((Project) it).hub())
        .findFirst();
  }

  private record Taking(
      HubItems hub,
      Optional<SortedMap<String, Catalog>> catalogs,
      CommitLock lock,
      Findings findings,
      List<LocatedResource> resources,
      SortedSet<Address> broken,
      SortedMap<String, ProjectTree> items,
      SortedSet<Need> needs) {
    private Taking(
        HubItems hub,
        Optional<SortedMap<String, Catalog>> catalogs,
        CommitLock lock,
        Findings findings) {
      this(
          hub,
          catalogs,
          lock,
          findings,
          new ArrayList<>(),
          new TreeSet<>(),
          new TreeMap<>(),
          new TreeSet<>());
    }

    private void take(Used used) {
      Optional<LocatedResource> resource =
          need(used).flatMap(need -> pin(used, need)).flatMap(pin -> placed(used, pin));
      resource.ifPresentOrElse(resources::add, () -> broken.add(used.address()));
    }

    private Optional<Need.Item> need(Used used) {
      if (catalogs.isEmpty()) {
        return Optional.empty();
      }
      String name = used.reference().catalog().text();
      Catalog catalog = catalogs.get().get(name);
      if (catalog == null) {
        findings.add(unknown(used, name, catalogs.get()));
        return Optional.empty();
      }
      Need.Item need =
          new Need.Item(used.reference(), catalog.git(), catalog.ref(), catalog.path());
      needs.add(need);
      return Optional.of(need);
    }

    private Optional<LockEntry.Item> pin(Used used, Need.Item need) {
      Optional<LockEntry.Item> pin = lock.lock().flatMap(it -> it.item(need));
      if (pin.isEmpty() && !lock.isBroken()) {
        findings.add(
            Diagnostic.error(
                    Rule.NOT_PINNED,
                    used.span(),
                    "%s does not pin `%s` as the Project's hub has it"
                        .formatted(Lock.FILE, used.reference()))
                .hint("run `millwright lock`"));
      }
      return pin;
    }

    private Optional<LocatedResource> placed(Used used, LockEntry.Item pin) {
      Optional<ProjectTree> tree = hub.pinned.find(pin);
      if (tree.isEmpty()) {
        refuse(
            used,
            "it is not in the cache of this machine, and %s does not give its commit %s"
                .formatted(pin.need().git(), pin.commit().substring(0, 10)),
            "see that the catalog can be reached, or run `millwright lock --upgrade`");
        return Optional.empty();
      }
      Kind kind = used.address().kind();
      return switch (new ItemContent(tree.get()).pinned(pin, kind)) {
        case Unfit(var why, var hint) -> {
          refuse(used, why, hint);
          yield Optional.empty();
        }
        case Item(var item) -> {
          items.put(pin.need().name(), tree.get());
          yield merged(used, item, pin);
        }
      };
    }

    private Optional<LocatedResource> merged(Used used, LocatedResource item, LockEntry.Item pin) {
      Checked<LocatedResource> merged =
          hub.kept.get(
              new Placing(new Same<>(used), pin),
              _ -> ResourceReader.used(used, item, pin.need().name()));
      findings.addAll(merged.findings());
      return merged instanceof Checked.Ok<LocatedResource>(var resource, var _)
          ? Optional.of(resource)
          : Optional.empty();
    }

    private void refuse(Used used, String why, String hint) {
      findings.add(
          Diagnostic.error(
                  Rule.HUB_ITEM, used.span(), "`" + used.reference() + "` cannot be taken: " + why)
              .hint(hint));
    }

    private static Diagnostic unknown(Used used, String name, SortedMap<String, Catalog> catalogs) {
      String listed =
          catalogs.isEmpty()
              ? "declare it in `spec.hub` of the Project"
              : "there are: " + String.join(", ", catalogs.keySet());
      return Diagnostic.error(
              Rule.UNKNOWN_REFERENCE,
              used.span(),
              "the project's hub has no catalog `" + name + "`")
          .hint(Nearest.hint(name, catalogs.keySet()).orElse(listed));
    }
  }
}
