package dev.millwright.spec.lock;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a project's lock file says. Read by [LockReader], written by [LockText].
///
/// @param entries by need, each need once
public record Lock(List<LockEntry> entries) {
  /// The file, at the root of the project.
  public static final String FILE = "millwright.lock";

  /// The form of the file that this release reads and writes.
  public static final int VERSION = 1;

  public Lock {
    entries = entries.stream().sorted(Comparator.comparing(LockEntry::need)).toList();
  }

  public static Lock of(Collection<? extends LockEntry> entries) {
    return new Lock(List.copyOf(entries));
  }

  /// The entry of exactly this need.
  public Optional<LockEntry> find(Need need) {
    return entries.stream().filter(entry -> entry.need().equals(need)).findFirst();
  }

  /// The same, but for one entry.
  public Lock with(LockEntry changed) {
    Stream<LockEntry> others =
        entries.stream().filter(entry -> !entry.need().equals(changed.need()));
    return new Lock(Stream.concat(others, Stream.of(changed)).toList());
  }

  /// The jars that these dependencies of a function lead to.
  public Optional<List<LockedLibrary>> libraries(Need.Libraries need) {
    return find(LockEntry.Jars.class, need).map(LockEntry.Jars::libraries);
  }

  /// The cut-off of a model that declares none.
  public Optional<Instant> cutOff(Name model) {
    return find(LockEntry.CutOff.class, new Need.CutOff(model)).map(LockEntry.CutOff::asOf);
  }

  /// The digest of an image that is named by a tag.
  public Optional<Digest> image(Need.Image need) {
    return find(LockEntry.Image.class, need).map(LockEntry.Image::digest);
  }

  /// The distributions that these requirements of a function lead to.
  public Optional<LockEntry.Wheels> wheels(Need.Requirements need) {
    return find(LockEntry.Wheels.class, need);
  }

  /// What an item of a hub is pinned to.
  public Optional<LockEntry.Item> item(Need.Item need) {
    return find(LockEntry.Item.class, need);
  }

  private <E extends LockEntry> Optional<E> find(Class<E> form, Need need) {
    return find(need).map(form::cast);
  }

  /// The entries of one form, by need.
  public <E extends LockEntry> List<E> of(Class<E> form) {
    return entries.stream().filter(form::isInstance).map(form::cast).toList();
  }
}
