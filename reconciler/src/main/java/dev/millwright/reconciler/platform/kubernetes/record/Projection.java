package dev.millwright.reconciler.platform.kubernetes.record;

import java.util.ArrayList;
import java.util.List;

/// From the record to what a cluster shows of it. The same record gives the same objects.
final class Projection {
  private Projection() {}

  /// In the order in which they are written.
  static List<ClusterObject> of(Followed followed, Standing standing, View view) {
    List<ClusterObject> objects = new ArrayList<>();
    var suspension = view.suspension().get();
    objects.add(new SourceObject(followed, standing, suspension).object());
    objects.addAll(new ReleaseObjects(followed, standing).all());
    objects.addAll(new RolloutObjects(followed, standing).all());
    objects.addAll(new ComponentObjects(followed, standing, view.watch()).all());
    return objects;
  }
}
