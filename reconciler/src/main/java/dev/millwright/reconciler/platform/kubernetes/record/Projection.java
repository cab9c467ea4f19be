package dev.millwright.reconciler.platform.kubernetes.record;

import java.util.ArrayList;
import java.util.List;

/// From the record to what a cluster shows of it. The same record gives the same objects.
final class Projection {
  private Projection() {}

  /// In the order in which they are written.
  static List<ClusterObject> of(Followed followed, Standing standing, Glance glance) {
    List<ClusterObject> objects = new ArrayList<>();
    objects.add(new SourceObject(followed, standing, glance).object());
    objects.addAll(new ReleaseObjects(followed, standing).all());
    objects.addAll(new RolloutObjects(followed, standing).all());
    objects.addAll(new ComponentObjects(followed, standing, glance.findings()).all());
    return objects;
  }
}
