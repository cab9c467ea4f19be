package dev.millwright.compiler.plan;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Change;
import dev.millwright.spec.plan.Change.FieldChange;
import dev.millwright.spec.plan.Reason;
import dev.millwright.spec.plan.Reason.Code;
import dev.millwright.spec.release.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What happens to each component, and why.
final class Changes {
  private static final int SHOWN = 3;
  private static final List<Reason> UNCHANGED = List.of(reason(Code.UNCHANGED, "unchanged"));

  private final Difference difference;
  private final SortedMap<Address, List<Reason>> spread = new TreeMap<>();

  private Changes(Difference difference) {
    this.difference = difference;
  }

  static SortedMap<Address, Change> of(Difference difference, Causes causes) {
    Changes changes = new Changes(difference);
    difference.changed().stream()
        .filter(causes::isOrigin)
        .forEach(origin -> changes.spread(origin, causes));
    SortedMap<Address, Change> all = new TreeMap<>();
    difference
        .addresses()
        .forEach(
            address ->
                all.put(
                    address,
                    difference.changed().contains(address)
                        ? changes.change(address)
                        : changes.kept(address)));
    return all;
  }

  private void spread(Address origin, Causes causes) {
    causes
        .waysFrom(origin)
        .forEach(
            (consumer, way) ->
                spread
                    .computeIfAbsent(consumer, _ -> new ArrayList<>())
                    .add(new Reason(Code.DEPENDENCY, "`" + origin + "` changed", way)));
  }

  private Change kept(Address address) {
    Optional<Digest> version = difference.after(address).map(Component::version);
    return new Change(address, Action.KEEP, UNCHANGED, version, version, List.of());
  }

  private Change change(Address address) {
    List<FieldChange> fields = difference.fields(address);
    return new Change(
        address,
        action(address),
        reasons(address, fields),
        difference.before(difference.movedFrom(address).orElse(address)).map(Component::version),
        difference.after(address).map(Component::version),
        fields);
  }

  private Action action(Address address) {
    if (difference.movedFrom(address).isPresent()) {
      return Action.MOVE;
    }
    if (difference.isNew(address)) {
      return Action.CREATE;
    }
    if (difference.isGone(address)) {
      return Action.RETIRE;
    }
    if (difference.hasNewVersion(address)) {
      return replaced(address);
    }
    boolean inPlace =
        difference.hasNewSettings(address)
            || difference.hasNewData(address)
            || difference.hasNewImage(address);
    return inPlace ? Action.UPDATE_IN_PLACE : Action.KEEP;
  }

  private Action replaced(Address address) {
    return switch (address.kind()) {
      case FEATURE_SET -> Action.BACKFILL;
      case MODEL -> difference.isArtifact(address) ? Action.REPLACE : Action.RETRAIN;
      case SERVING_GRAPH -> Action.REDEPLOY;
      case MONITOR -> Action.REBASELINE;
      case FUNCTION, FEATURE_VECTOR, WORKFLOW, PROJECT, ENVIRONMENT, CONNECTION -> Action.REPLACE;
    };
  }

  private List<Reason> reasons(Address address, List<FieldChange> fields) {
    List<Reason> reasons = new ArrayList<>(own(address, fields));
    reasons.addAll(spread.getOrDefault(address, List.of()));
    if (difference.hasNewSettings(address)) {
      reasons.add(reason(Code.SETTINGS, "settings changed at " + named(fields)));
    }
    if (difference.hasNewData(address)) {
      reasons.add(reason(Code.DATA, "its files hold other data"));
    }
    return reasons.isEmpty() ? rest(address) : reasons;
  }

  private List<Reason> own(Address address, List<FieldChange> fields) {
    List<Reason> reasons = new ArrayList<>();
    Optional<Address> moved = difference.movedFrom(address);
    if (moved.isPresent()) {
      reasons.add(new Reason(Code.MOVED, moved(address, moved.get()), List.of()));
      if (!fields.isEmpty()) {
        reasons.add(reason(Code.OWN_SPEC, "its own definition changed at " + named(fields)));
      }
    } else if (difference.isNew(address)) {
      reasons.add(reason(Code.NEW, "not there before"));
    }
    if (difference.isGone(address)) {
      reasons.add(reason(Code.NOT_IN_GIT, "not in git any more"));
    }
    if (difference.behavesOtherwise(address)) {
      reasons.add(reason(Code.OWN_SPEC, "its own definition changed at " + named(fields)));
    }
    if (difference.hasNewSource(address)) {
      reasons.add(reason(Code.SOURCE, "its source changed"));
    }
    if (difference.hasNewBytes(address)) {
      reasons.add(reason(Code.SOURCE, "the bytes of its artifact changed"));
    }
    if (difference.hasNewLibraries(address)) {
      reasons.add(reason(Code.SOURCE, "the libraries that the lock pins for it changed"));
    }
    if (difference.hasNewImagePins(address)) {
      reasons.add(reason(Code.SOURCE, "the images that the lock pins for it changed"));
    }
    if (difference.hasNewDistributions(address)) {
      reasons.add(reason(Code.SOURCE, "the distributions that the lock pins for it changed"));
    }
    return reasons;
  }

  private static String moved(Address address, Address then) {
    String callers =
        address.kind() == Kind.SERVING_GRAPH ? ", and callers have to ask for the new name" : "";
    return "it was `" + then + "`" + callers;
  }

  private List<Reason> rest(Address address) {
    if (difference.hasNewVersion(address)) {
      return List.of(
          reason(Code.OWN_SPEC, "Millwright itself gives the same definition another meaning"));
    }
    return difference.hasNewImage(address)
        ? List.of(reason(Code.SETTINGS, "its image is built anew"))
        : UNCHANGED;
  }

  private static Reason reason(Code code, String sentence) {
    return new Reason(code, sentence, List.of());
  }

  private static String named(List<FieldChange> fields) {
    String shown =
        fields.stream()
            .limit(SHOWN)
            .map(field -> "`" + field.path() + "`")
            .collect(Collectors.joining(", "));
    int more = fields.size() - SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
