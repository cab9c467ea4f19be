package dev.millwright.reconciler.platform.kubernetes.record;

import dev.millwright.reconciler.platform.kubernetes.record.Telling.Happening;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A cluster where somebody else wrote the Source: only its status is the record's.
///
/// @param project takes all else
/// @param source takes the Source's status
record GivenSource(Cluster project, AppliedCluster source) implements Cluster {
  @Override
  public List<There> list() throws ClusterFailure {
    return project.list();
  }

  @Override
  public There apply(ClusterObject object) throws ClusterFailure {
    if (object.resource() != Shown.SOURCE) {
      return project.apply(object);
    }
    There there =
        source
            .find(object.key())
            .orElseThrow(() -> new ClusterFailure(object.name() + " is not there any more"));
    return new There(
        there.key(),
        there.uid(),
        there.generation(),
        object.labels(),
        object.spec(),
        there.status());
  }

  @Override
  public void applyStatus(ObjectKey key, ObjectNode status) throws ClusterFailure {
    (key.resource() == Shown.SOURCE ? source : project).applyStatus(key, status);
  }

  @Override
  public void delete(ObjectKey key, String uid) throws ClusterFailure {
    if (key.resource() != Shown.SOURCE) {
      project.delete(key, uid);
    }
  }

  @Override
  public void tell(Happening happening, Optional<String> uid) throws ClusterFailure {
    project.tell(happening, uid);
  }
}
